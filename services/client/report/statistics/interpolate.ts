/**
 * The value at x on the straight lines through the points (xs[i], ys[i]); that of the last point beyond it.
 * @param xs ascending, the first not above x
 */
export function interpolate(x: number, xs: readonly number[], ys: readonly number[]): number {
  const right = xs.findIndex((other) => other > x);
  if (right < 0) return ys.at(-1) as number;
  const [x0, x1] = [xs[right - 1] as number, xs[right] as number];
  const [y0, y1] = [ys[right - 1] as number, ys[right] as number];
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}
