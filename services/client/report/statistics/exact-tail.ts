import { countEqualOutcomes, equalOutcomes } from './equal-outcomes.ts';
import type { Outcomes } from './outcomes.ts';
import { areEqual } from './shares.ts';
import { countUnequalOutcomes, unequalOutcomes } from './unequal-outcomes.ts';

/** So many outcomes are gone through in some milliseconds; the event loop waits for them. */
const mostOutcomes = 100_000;

/** Distances that differ by less, absolutely or in proportion, are equal but for rounding. */
const tie = 1e-9;

/**
 * The exact multinomial test: makes a function that tells the probability of all outcomes that lie at least so far
 * from the expected counts. It is what R's `chisq.test(simulate.p.value = TRUE)` estimates by chance. Farther is
 * meant by Pearson's distance and not as "less probable": that would be blinder to one backend with too many
 * calls, which is the usual trouble (100 calls over 5 notice a double share with 22 % instead of 28 %).
 * @param shares all above 0
 * @returns undefined when there are too many outcomes to go through
 * @see Cressie, Read, Goodness-of-Fit Statistics for Discrete Multivariate Data (1988)
 */
export function exactTail(n: number, shares: readonly number[]): ((distance: number) => number) | undefined {
  const outcomes = allOutcomes(n, shares);
  return outcomes && ((distance) => tail(outcomes, distance - tie * Math.max(1, distance)));
}

function allOutcomes(n: number, shares: readonly number[]): Outcomes | undefined {
  if (areEqual(shares)) {
    const count = countEqualOutcomes(n, shares.length, mostOutcomes);
    return count > mostOutcomes ? undefined : equalOutcomes(n, shares.length, count);
  }
  const count = countUnequalOutcomes(n, shares.length, mostOutcomes);
  return count > mostOutcomes ? undefined : unequalOutcomes(n, shares, count);
}

/** The probability of what lies at least so far; exactly 1 for all outcomes, since it is divided by all. */
function tail({ distances, probabilities }: Outcomes, least: number): number {
  let all = 0;
  let part = 0;
  for (let i = 0; i < distances.length; i++) {
    const probability = probabilities[i] as number;
    all += probability;
    if ((distances[i] as number) >= least) part += probability;
  }
  return part / all;
}
