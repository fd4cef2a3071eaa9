import gammainc from '@stdlib/math-base-special-gammainc';

/**
 * The probability that a chi-square variable is at least `x`: Q(df/2, x/2).
 * @param x 0 or more
 * @param df degrees of freedom, at least 1
 * @see Abramowitz, Stegun, Handbook of Mathematical Functions, 26.4.19
 */
export function chiSquareTail(x: number, df: number): number {
  return gammainc(x / 2, df / 2, true, true);
}
