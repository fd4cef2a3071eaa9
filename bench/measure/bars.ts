import { summarize } from './statistics.ts';

/** A ratio that must not be beyond a bar. */
export interface Bar {
  readonly what: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** Of every round. */
  readonly ratios: readonly number[];
}

/**
 * Compares with the bar the end of the spread that is nearest to it: only when nine of ten rounds are beyond it, the
 * noise of this machine cannot be what did it.
 */
export function isBroken({ atMost = Number.POSITIVE_INFINITY, atLeast = 0, ratios }: Bar): boolean {
  const { p10, p90 } = summarize(ratios);
  return p10 > atMost || p90 < atLeast;
}

/** One line of the table of bars. */
export function describeBar(bar: Bar): Readonly<Record<string, string>> {
  const { median, p10, p90 } = summarize(bar.ratios);
  return {
    ratio: bar.what,
    bar: bar.atMost === undefined ? `≥ ${bar.atLeast?.toFixed(2)}` : `≤ ${bar.atMost.toFixed(2)}`,
    median: median.toFixed(2),
    'p10–p90': `${p10.toFixed(2)}–${p90.toFixed(2)}`,
    verdict: isBroken(bar) ? 'BROKEN' : 'kept',
  };
}
