import type { FitTest } from './fit-test.ts';

/** Closer distances need not be told apart. */
const resolution = 1e-9;

/**
 * The distance from which on the p-value is below `alpha`. To compare with it is the same as to ask for the
 * p-value, and cheap enough for millions of simulated runs.
 * @returns more than any counts can reach, when even the farthest are not rare enough
 */
export function criticalDistance(test: FitTest, alpha: number): number {
  let far = 1;
  while (test.pValue(far) >= alpha) far *= 2;
  let near = 0;
  while (far - near > resolution * far) {
    const middle = (near + far) / 2;
    if (test.pValue(middle) < alpha) far = middle;
    else near = middle;
  }
  return far;
}
