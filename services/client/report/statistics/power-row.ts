import { powerTable } from './generated/power-table.ts';

type Row = (typeof powerTable)[number];

/**
 * The calls that each power of the table takes with so many backends. Between the rows of the table they are
 * interpolated on logarithmic scales. Beyond the last row they grow as K^1.5, as they do for endless K; up to
 * there they grow more slowly, so that too many calls are asked for rather than too few.
 */
export function powerRow(backends: number): readonly number[] {
  const above = powerTable.findIndex((row) => row.backends >= backends);
  if (above < 0) return beyond(powerTable.at(-1) as Row, backends);
  const row = powerTable[above] as Row;
  return row.backends === backends ? row.calls : between(powerTable[above - 1] as Row, row, backends);
}

function beyond(last: Row, backends: number): number[] {
  const growth = (backends / last.backends) ** 1.5;
  return last.calls.map((calls) => calls * growth);
}

function between(below: Row, above: Row, backends: number): number[] {
  const way = Math.log(backends / below.backends) / Math.log(above.backends / below.backends);
  return below.calls.map((calls, i) => calls * ((above.calls[i] as number) / calls) ** way);
}
