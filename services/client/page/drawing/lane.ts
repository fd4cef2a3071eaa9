/** So many columns of calls are drawn at most; finer ones no screen shows. */
const mostColumns = 400;

/** How calls are gathered in columns. */
export interface Columns {
  /** How many calls make one column. */
  readonly size: number;
  readonly count: number;
}

export function columnsOf(calls: number): Columns {
  const size = Math.max(Math.ceil(calls / mostColumns), 1);
  return { size, count: Math.ceil(calls / size) };
}

/** Who answered each call, by lane; null where the call failed or is not known. */
export type Sequence = readonly (number | null | undefined)[];

/**
 * For each lane, which part of each column is its own, relative to the fullest column of all lanes. While columns are
 * single calls that is 0 or 1.
 */
export function fillLanes(sequence: Sequence, lanes: number, { size, count }: Columns): number[][] {
  const filled = Array.from({ length: lanes }, () => new Array<number>(count).fill(0));
  let most = 1;
  sequence.forEach((lane, index) => {
    const own = filled[lane ?? -1];
    const column = Math.floor(index / size);
    if (own === undefined || column >= count) return;
    const calls = (own[column] ?? 0) + 1;
    own[column] = calls;
    most = Math.max(most, calls);
  });
  return filled.map((columns) => columns.map((calls) => calls / most));
}

/** The columns of a lane as an SVG path, each one wide and at most one high; neighbours of one height are one piece. */
export function lanePath(columns: readonly number[]): string {
  const pieces: string[] = [];
  let begin = 0;
  columns.forEach((height, column) => {
    if (column + 1 < columns.length && columns[column + 1] === height) return;
    if (height > 0) pieces.push(`M${begin} 1v-${shorten(height)}h${column + 1 - begin}V1z`);
    begin = column + 1;
  });
  return pieces.join('');
}

function shorten(height: number): number {
  return Math.round(height * 1000) / 1000;
}
