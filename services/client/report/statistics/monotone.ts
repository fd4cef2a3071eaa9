/**
 * The rising curve that lies closest to the points, by least squares (isotonic regression): neighbours that fall
 * are replaced by their mean. It takes the noise of a simulation and the sawtooth of a discrete test away.
 * @see Ayer, Brunk, Ewing, Reid, Silverman, An Empirical Distribution Function for Sampling with Incomplete
 *   Information (Annals of Mathematical Statistics 26, 1955): pool adjacent violators
 */
export function risingMean(values: readonly number[]): number[] {
  const pools: { mean: number; size: number }[] = [];
  for (const value of values) {
    let pool = { mean: value, size: 1 };
    for (let last = pools.at(-1); last !== undefined && last.mean > pool.mean; last = pools.at(-1)) {
      const size = last.size + pool.size;
      pool = { mean: (last.mean * last.size + pool.mean * pool.size) / size, size };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap(({ mean, size }) => new Array<number>(size).fill(mean));
}

/** The highest rising curve that is nowhere above the points: what holds from each point on. */
export function risingFloor(values: readonly number[]): number[] {
  const floor = [...values];
  for (let i = floor.length - 2; i >= 0; i--) floor[i] = Math.min(floor[i] as number, floor[i + 1] as number);
  return floor;
}
