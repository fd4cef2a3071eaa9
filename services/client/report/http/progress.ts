import type { CallRecord } from '../run/series.ts';

/** How far a run is. */
export interface Progress {
  readonly made: number;
  readonly wanted: number;
  readonly failed: number;
  /** The calls since the last one; cut when there were too many. */
  readonly calls: readonly ProgressCall[];
}

interface ProgressCall {
  readonly index: number;
  /** Null for a call that failed. */
  readonly backend: string | null;
  readonly version: string | null;
}

/** Sums up calls until they are asked for. */
export interface ProgressCollector {
  add(record: CallRecord, wanted: number): void;
  /** @returns undefined when nothing happened since the last time */
  take(): Progress | undefined;
}

/** So many calls are told one by one; a reader that is slow gets the sums. */
const mostCalls = 500;

export function createProgressCollector(): ProgressCollector {
  let made = 0;
  let failed = 0;
  let wanted = 0;
  let calls: ProgressCall[] = [];
  let isNew = false;
  return {
    add({ index, answerer }, wantedNow) {
      made += 1;
      failed += answerer === null ? 1 : 0;
      wanted = wantedNow;
      isNew = true;
      const { name: backend = null, version = null } = answerer?.backend ?? {};
      if (calls.length < mostCalls) calls.push({ index, backend, version });
    },
    take() {
      if (!isNew) return undefined;
      const progress = { made, wanted, failed, calls };
      calls = [];
      isNew = false;
      return progress;
    },
  };
}
