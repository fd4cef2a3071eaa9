/**
 * Pearson's distance of counts from the expected ones: Σ(count − expected)²/expected, 0 for a perfect fit.
 * @param shares the expected probability of each backend, all above 0
 * @see Pearson, On the criterion … (Philosophical Magazine 50, 1900)
 */
export function pearsonDistance(counts: ArrayLike<number>, shares: readonly number[], n: number): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const expected = n * (shares[i] as number);
    sum += ((counts[i] as number) - expected) ** 2 / expected;
  }
  return n === 0 ? 0 : sum;
}
