import type { Report } from '../../report/schema/report.ts';
import type { BackendTally, GroupTally } from '../../report/schema/tally.ts';
import { wilsonInterval } from '../../report/statistics/wilson-interval.ts';
import { numberOf, percent } from '../../report/verdict/wording.ts';

/** One bar, and what stands beside it. */
export interface ShareRow {
  /** The backend's name, by which it is painted; null for what is painted plainly. */
  readonly backend: string | null;
  readonly name: string;
  /** Its version, node or zone; null where it has none. */
  readonly version: string | null;
  readonly note: string;
  readonly calls: number;
  readonly share: number;
  readonly interval: { readonly low: number; readonly high: number };
  readonly expectedShare: number | null;
}

/** So many backends are shown; a page with more helps nobody. */
export const mostRows = 100;

const names = new Intl.Collator('en', { numeric: true });

/** By version, then by name, so that a backend has the same place in the next run. */
export function inOrder<Named extends { readonly version: string | null; readonly name: string }>(
  backends: readonly Named[],
): Named[] {
  return [...backends].sort(
    (a, b) => names.compare(a.version ?? '', b.version ?? '') || names.compare(a.name, b.name),
  );
}

/** Everyone who answered, then everyone who should have. */
export function rowsOf(report: Report): ShareRow[] {
  const { backends, silent, expectedBackends, run } = report;
  const expectedShare = backends[0]?.expectedShare ?? evenShare(report);
  const unnamed = Math.max(expectedBackends.count - backends.length - silent.length, 0);
  const others = silent.length === 0 && unnamed > 0 ? [numberOf(unnamed, 'more backend')] : [];
  const missing = [...silent, ...others].map((name) => ({
    ...{ backend: null, name, version: null, note: 'answered no call', calls: 0, share: 0 },
    interval: wilsonInterval(0, run.answered),
    expectedShare,
  }));
  return [...inOrder(backends).map(rowOf), ...missing];
}

/** Without any answer the tally has no shares to expect. */
function evenShare({ expectedBackends, expectation }: Report): number | null {
  const isEven = !expectation?.asked.startsWith('weights:') && expectedBackends.count > 0;
  return isEven ? 1 / expectedBackends.count : null;
}

function rowOf(backend: BackendTally): ShareRow {
  const { name, version, address, latencyMs } = backend;
  const notes = [address === name ? null : address, `p50 ${latencyMs.p50.toFixed(1)} ms`];
  return {
    ...backend,
    backend: name,
    version: version === name ? null : version,
    note: notes.filter((note) => note !== null).join(' · '),
  };
}

/** A version, node or zone. */
export function rowOfGroup(group: GroupTally): ShareRow {
  const { backends, expectedShare } = group;
  const expected = expectedShare === null ? '' : `, expected ${percent(expectedShare)}`;
  const note = `${numberOf(backends, 'backend')}${expected}`;
  return { ...group, backend: null, name: group.name ?? 'not named', version: null, note };
}
