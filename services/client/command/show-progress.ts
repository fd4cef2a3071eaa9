/** A line on a terminal that is written over and over. */
export interface ProgressLine {
  show(made: number, wanted: number): void;
  clear(): void;
}

/** Written so often at most. */
const everyMs = 100;

/** Shows how far a run is, where a person looks; elsewhere it shows nothing. */
export function showProgress(stream: {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}): ProgressLine {
  let shownAtMs = Number.NEGATIVE_INFINITY;
  const eraseLine = '\r\u001B[K';
  return {
    show(made, wanted) {
      const nowMs = performance.now();
      if (!stream.isTTY || nowMs - shownAtMs < everyMs) return;
      shownAtMs = nowMs;
      stream.write(`${eraseLine}${made} of ${wanted} calls …`);
    },
    clear() {
      if (stream.isTTY && shownAtMs > 0) stream.write(eraseLine);
    },
  };
}
