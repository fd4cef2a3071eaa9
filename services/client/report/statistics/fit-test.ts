import { chiSquareTail } from './chi-square.ts';
import { exactTail } from './exact-tail.ts';
import { pearsonDistance } from './pearson.ts';

/** A goodness-of-fit test, made ready for one number of calls and one list of shares. */
export interface FitTest {
  readonly name: 'exact multinomial' | 'chi-square';
  /** How far counts lie from the expected ones, by Pearson's measure. */
  distance(counts: ArrayLike<number>): number;
  /** The probability, if the shares are true, of counts that lie as far or farther; falls with the distance. */
  pValue(distance: number): number;
}

/**
 * Makes the test for so many calls: exact where that is quick, else Pearson's approximation by chi-square. Both
 * measure the same distance, so that no jump in power comes from one call more. The approximation is good where
 * it is used: when n is at least `callsToSeeAll` for α = 0.001, every backend expects more than 6 calls.
 * @param shares all above 0; they sum to 1
 * @see Cochran, Some Methods for Strengthening the Common χ² Tests (Biometrics 10, 1954): 5 expected are enough
 */
export function fitTest(n: number, shares: readonly number[]): FitTest {
  const distance = (counts: ArrayLike<number>) => pearsonDistance(counts, shares, n);
  const exact = exactTail(n, shares);
  if (exact !== undefined) return { name: 'exact multinomial', distance, pValue: exact };
  return { name: 'chi-square', distance, pValue: (x) => chiSquareTail(x, shares.length - 1) };
}
