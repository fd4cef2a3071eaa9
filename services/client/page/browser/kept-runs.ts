import type { Report } from '../../report/schema/report.ts';

/** A run that is kept for comparison. */
export interface KeptRun {
  readonly id: number;
  readonly report: Report;
}

/** So many runs are kept. */
const mostRuns = 6;
/** The number is that of the report's form: what an older page kept is not read. */
const key = 'grpc-hello.runs.1';

/** The runs of this browser session, so that they outlive a reload, as after a rollout. */
export function restoreRuns(): KeptRun[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRun).slice(-mostRuns) : [];
  } catch {
    return [];
  }
}

function isRun(kept: Partial<KeptRun> | null): boolean {
  return (
    typeof kept?.id === 'number' && Array.isArray(kept.report?.backends) && kept.report.run !== undefined
  );
}

/** With one more, the newest last; the oldest goes when there are too many. */
export function withRun(runs: readonly KeptRun[], report: Report): KeptRun[] {
  const id = runs.reduce((last, run) => Math.max(last, run.id), 0) + 1;
  return [...runs, { id, report }].slice(-mostRuns);
}

/** Where the browser keeps nothing, the runs last as long as the page. */
export function keepRuns(runs: readonly KeptRun[]): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(runs));
  } catch {
    // Full, or forbidden.
  }
}
