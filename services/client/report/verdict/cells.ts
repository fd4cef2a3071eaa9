import type { Expectation } from '../parameters/expectation.ts';
import type { BackendTally } from '../schema/tally.ts';

/** What is counted, and the share that is expected of each, in the same order. */
export interface Cells {
  /** Of a backend or a version. */
  readonly names: readonly string[];
  readonly counts: readonly number[];
  readonly shares: readonly number[];
}

/** Counts for each backend what the verdict goes by: its calls, or its connections. */
export type CountOf = (backend: BackendTally) => number;

/** Backends with equal shares, or versions with the shares that were asked for. */
export function cellsOf(
  expectation: Expectation | undefined,
  backends: readonly BackendTally[],
  expectedBackends: number,
  countOf: CountOf,
): Cells {
  if (expectation?.kind === 'weights') return versionCells(expectation.shares, backends, countOf);
  const missing = Math.max(expectedBackends - backends.length, 0);
  const size = backends.length + missing;
  return {
    names: [...backends.map(({ name }) => name), ...Array.from({ length: missing }, () => '')],
    counts: [...backends.map(countOf), ...Array.from({ length: missing }, () => 0)],
    shares: Array.from({ length: size }, () => 1 / size),
  };
}

/** A version that was not named is expected to get nothing. */
function versionCells(
  shares: ReadonlyMap<string, number>,
  backends: readonly BackendTally[],
  countOf: CountOf,
): Cells {
  const counts = new Map([...shares.keys()].map((version) => [version, 0]));
  for (const backend of backends) {
    const version = backend.version ?? '';
    counts.set(version, (counts.get(version) ?? 0) + countOf(backend));
  }
  const names = [...counts.keys()];
  return { names, counts: [...counts.values()], shares: names.map((name) => shares.get(name) ?? 0) };
}
