/**
 * The chance that one backend answers all of `n` independent calls: Σ pᵢⁿ. Where it is small and one backend did
 * answer all, the calls were not spread call by call.
 * @param shares the probability of each backend; they sum to 1
 */
export function chanceThatOneGetsAll(shares: readonly number[], n: number): number {
  const sum = shares.filter((share) => share > 0).reduce((total, share) => total + share ** n, 0);
  return Math.min(1, sum);
}
