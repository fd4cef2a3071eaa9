/** Runs of independent calls, looked at while they grow. */
export interface SimulatedRuns {
  readonly runs: number;
  /** The backend behind each of equally likely slots, as numbers from 0: `[0, 0, 1]` gives the first 2/3. */
  readonly slots: readonly number[];
  /** In ascending order. */
  readonly checkpoints: readonly Checkpoint[];
  /** A random number of 32 bits. */
  random(): number;
}

interface Checkpoint {
  /** Calls made so far. */
  readonly calls: number;
  /** @param counts calls of each backend so far; they go on changing afterwards */
  isHit(counts: Int32Array): boolean;
}

/**
 * Makes the runs and tells for each checkpoint which share of them hit it. All checkpoints see the same runs, so that
 * hundreds of them cost hardly more than the last one alone.
 */
export function hitRates({ runs, slots, checkpoints, random }: SimulatedRuns): number[] {
  const backendOf = Int32Array.from(slots);
  const slotsPerNumber = slots.length / 2 ** 32;
  const counts = new Int32Array(Math.max(...slots) + 1);
  const hits = new Int32Array(checkpoints.length);
  for (let run = 0; run < runs; run++) {
    counts.fill(0);
    let made = 0;
    for (let i = 0; i < checkpoints.length; i++) {
      const { calls, isHit } = checkpoints[i] as Checkpoint;
      for (; made < calls; made++) {
        const slot = Math.floor((random() >>> 0) * slotsPerNumber);
        (counts[backendOf[slot] as number] as number) += 1;
      }
      if (isHit(counts)) (hits[i] as number) += 1;
    }
  }
  return Array.from(hits, (count) => count / runs);
}
