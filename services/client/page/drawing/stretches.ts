import type { Sequence } from './lane.ts';

/** Calls in a row that one backend answered. */
export interface Stretch {
  /** Null for calls that failed, undefined for calls of which nothing is known. */
  readonly lane: number | null | undefined;
  readonly calls: number;
}

/** The sequence, told in stretches. */
export function stretchesOf(sequence: Sequence): Stretch[] {
  const stretches: { lane: Stretch['lane']; calls: number }[] = [];
  for (const lane of sequence) {
    const last = stretches.at(-1);
    if (last !== undefined && last.lane === lane) last.calls += 1;
    else stretches.push({ lane, calls: 1 });
  }
  return stretches;
}
