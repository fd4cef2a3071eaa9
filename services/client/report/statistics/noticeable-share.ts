/**
 * When all of `n` calls were answered by the one version that was expected: the smallest share of a stray version
 * that would have shown itself at least once, but for a chance of `alpha`: 1 − α^(1/n), the exact upper bound for
 * a count of 0. 1 when there were no calls.
 * @see Clopper, Pearson, The Use of Confidence or Fiducial Limits Illustrated in the Case of the Binomial
 *   (Biometrika 26, 1934)
 */
export function noticeableShare(n: number, alpha: number): number {
  return n === 0 ? 1 : -Math.expm1(Math.log(alpha) / n);
}
