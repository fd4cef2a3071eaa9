/** What several measurements of one thing come to. */
export interface Summary {
  readonly median: number;
  /** The tenth and the ninetieth percentile: between them lie four of five. */
  readonly p10: number;
  readonly p90: number;
  readonly n: number;
}

/** @throws Error when nothing was measured */
export function summarize(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    p10: quantile(sorted, 0.1),
    p90: quantile(sorted, 0.9),
    n: sorted.length,
  };
}

/** The middle of several measurements. */
export function median(values: readonly number[]): number {
  return summarize(values).median;
}

/** What each value is to the one of the same round. */
export function ratios(values: readonly number[], anchors: readonly number[]): number[] {
  return values.map((value, round) => value / (anchors[round] ?? Number.NaN));
}

/** Between two values it is interpolated. */
function quantile(sorted: readonly number[], q: number): number {
  const position = q * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  if (below === undefined || above === undefined) throw new Error('Nothing was measured.');
  return below + (above - below) * (position - Math.floor(position));
}
