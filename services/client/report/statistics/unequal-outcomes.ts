import { logFactorials } from './log-factorials.ts';
import type { Outcomes } from './outcomes.ts';

/**
 * How many outcomes n calls can have over so many backends: C(n + K − 1, K − 1).
 * @returns a number above `limit`, not further counted, when there are more
 * @see Feller, An Introduction to Probability Theory and Its Applications I, II.5
 */
export function countUnequalOutcomes(n: number, backends: number, limit: number): number {
  let count = 1;
  for (let i = 1; i < backends && count <= limit; i++) count = (count * (n + i)) / i;
  return Math.round(count);
}

/**
 * The outcomes of n calls over backends of any shares above 0.
 * @param count what `countUnequalOutcomes` told
 */
export function unequalOutcomes(n: number, shares: readonly number[], count: number): Outcomes {
  const logFactorial = logFactorials(n);
  const logShares = shares.map(Math.log);
  const last = shares.length - 1;
  const distances = new Float64Array(count);
  const probabilities = new Float64Array(count);
  let found = 0;

  /** Gives the calls left to backends from `first` on. Each step serves one, so that it is no deeper than n. */
  function spread(calls: number, first: number, sum: number, log: number) {
    if (calls === 0) {
      distances[found] = sum - n;
      probabilities[found] = Math.exp(log);
      found++;
      return;
    }
    for (let backend = first; backend <= last; backend++) {
      const expected = n * (shares[backend] as number);
      const logShare = logShares[backend] as number;
      for (let some = backend === last ? calls : 1; some <= calls; some++) {
        const next = log + some * logShare - (logFactorial[some] as number);
        spread(calls - some, backend + 1, sum + some ** 2 / expected, next);
      }
    }
  }

  spread(n, 0, 0, logFactorial[n] as number);
  return { distances, probabilities };
}
