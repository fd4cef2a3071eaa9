import { type FitTest, fitTest } from './fit-test.ts';
import { checkShares } from './shares.ts';

/** How well counts fit the expected shares. */
export interface GoodnessOfFit {
  readonly test: FitTest['name'];
  /** The probability of counts as unlikely as these, or more so, if the shares are true; from 0 to 1. */
  readonly pValue: number;
}

/**
 * Tests whether the calls were spread by the given shares. A call where none is expected gives 0; a single
 * backend, and no calls at all, give 1.
 * @param counts calls answered by each backend
 * @param shares the expected probability of each backend, in the same order; they sum to 1
 * @throws RangeError when the lists do not match, counts are no whole numbers from 0, or shares do not sum to 1
 */
export function goodnessOfFit(counts: readonly number[], shares: readonly number[]): GoodnessOfFit {
  checkShares(shares);
  if (
    counts.length !== shares.length ||
    !counts.every((count) => Number.isSafeInteger(count) && count >= 0)
  ) {
    throw new RangeError(
      `There must be a count from 0 for each of ${shares.length} shares: [${counts.join(', ')}].`,
    );
  }
  const isExpected = (_: number, i: number) => (shares[i] as number) > 0;
  const n = counts.reduce((sum, count) => sum + count, 0);
  const seen = counts.filter(isExpected);
  const test = fitTest(n, shares.filter(isExpected));
  const isStray = seen.reduce((sum, count) => sum + count, 0) < n;
  return { test: test.name, pValue: isStray ? 0 : test.pValue(test.distance(seen)) };
}
