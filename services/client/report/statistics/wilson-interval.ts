/** The bounds of a share, each from 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The standard normal quantile of 97.5 %. */
const z = 1.959963984540054;

/**
 * Between which bounds the true share lies, with 95 % confidence, when `count` of `n` calls had it. Unlike the
 * textbook's ± interval it holds for few calls and for shares near 0 and 1.
 * @param n 0 says nothing: from 0 to 1
 * @see Wilson, Probable Inference, the Law of Succession, and Statistical Inference (JASA 22, 1927), pp. 209–212
 */
export function wilsonInterval(count: number, n: number): Interval {
  if (n === 0) return { low: 0, high: 1 };
  const share = count / n;
  const scale = 1 + z ** 2 / n;
  const middle = (share + z ** 2 / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  // At 0 and n the bound is 0 and 1 exactly; rounding would leave a hair.
  return { low: count === 0 ? 0 : middle - half, high: count === n ? 1 : middle + half };
}
