import type { Latency } from '../schema/tally.ts';

/** Percentiles by the nearest rank: each is a time that some call really took. */
export function summarizeLatency(timesMs: readonly number[]): Latency | null {
  if (timesMs.length === 0) return null;
  const sorted = Float64Array.from(timesMs).sort();
  const rank = (part: number) => roundMs(sorted[Math.max(Math.ceil(part * sorted.length) - 1, 0)] ?? 0);
  return { p50: rank(0.5), p90: rank(0.9), p99: rank(0.99), max: rank(1) };
}

/** To a microsecond; what is behind is noise. */
export function roundMs(timeMs: number): number {
  return Math.round(timeMs * 1000) / 1000;
}
