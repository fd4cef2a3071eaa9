/**
 * The chance that, after `n` independent calls, a backend that should have had some got none: Σ(1 − pᵢ)ⁿ over
 * the shares above 0, at most 1. By Boole's inequality it is never too small, and where it matters (below 1 %)
 * it is hardly too large.
 * @param shares the probability of each backend; they sum to 1
 * @see Feller, An Introduction to Probability Theory and Its Applications I, IV.2 (occupancy)
 */
export function chanceToMiss(shares: readonly number[], n: number): number {
  const sum = shares.filter((share) => share > 0).reduce((total, share) => total + (1 - share) ** n, 0);
  return Math.min(1, sum);
}

/**
 * The smallest number of calls that would have shown every backend with a share above 0, but for a chance of
 * `alpha`: with fewer, a missing backend proves nothing. 1 for a single share of 1.
 * @param alpha above 0 and below 1
 */
export function callsToSeeAll(shares: readonly number[], alpha: number): number {
  let enough = 1;
  while (chanceToMiss(shares, enough) > alpha) enough *= 2;
  let tooFew = Math.floor(enough / 2);
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (chanceToMiss(shares, middle) > alpha) tooFew = middle;
    else enough = middle;
  }
  return enough;
}

/** Where one version should get everything, as many calls are asked for as would show another with a tenth. */
export const anotherWithATenth = [0.9, 0.1];
