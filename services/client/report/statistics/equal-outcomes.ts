import { logFactorials } from './log-factorials.ts';
import type { Outcomes } from './outcomes.ts';

/**
 * How many outcomes differ by more than the order of the backends: the partitions of n into at most `backends`
 * parts. They are as many as those into parts of at most that size, which can be counted size by size.
 * @returns a number above `limit`, not further counted, when there are more
 * @see Andrews, The Theory of Partitions (1976), 1.3 (conjugate partitions)
 */
export function countEqualOutcomes(n: number, backends: number, limit: number): number {
  const ways = new Float64Array(n + 1).fill(1);
  for (let size = 2; size <= Math.min(backends, n) && (ways[n] as number) <= limit; size++) {
    for (let sum = size; sum <= n; sum++) (ways[sum] as number) += ways[sum - size] as number;
  }
  return ways[n] as number;
}

/**
 * The outcomes of n calls over backends of equal shares, one for each partition.
 * @param count what `countEqualOutcomes` told
 */
export function equalOutcomes(n: number, backends: number, count: number): Outcomes {
  const logFactorial = logFactorials(Math.max(n, backends));
  const distances = new Float64Array(count);
  const probabilities = new Float64Array(count);
  let found = 0;

  /** Gives the calls left to the `left` backends, in falling order; `run` backends in a row have `largest` now. */
  function spread(calls: number, left: number, largest: number, run: number, squares: number, log: number) {
    if (calls === 0) {
      distances[found] = n === 0 ? 0 : (squares * backends) / n - n;
      probabilities[found] = Math.exp(log - (logFactorial[left] as number));
      found++;
      return;
    }
    for (let part = Math.min(largest, calls); part >= calls / left; part--) {
      const length = part === largest ? run + 1 : 1;
      const next = log - (logFactorial[part] as number) - Math.log(length);
      spread(calls - part, left - 1, part, length, squares + part ** 2, next);
    }
  }

  // n!/Πcᵢ! orders of the calls, times K!/Πruns! orders of the backends, each with the probability K⁻ⁿ.
  const orders = (logFactorial[n] as number) + (logFactorial[backends] as number);
  spread(n, backends, n, 0, 0, orders - n * Math.log(backends));
  return { distances, probabilities };
}
