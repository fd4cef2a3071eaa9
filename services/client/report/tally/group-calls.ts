import type { Backend } from '../run/answerer.ts';
import type { CallRecord } from '../run/series.ts';

/** The calls that one backend answered. */
export interface BackendCalls {
  readonly backend: Backend;
  readonly latenciesMs: readonly number[];
  /** Calls by the number of the connection they came on. */
  readonly connections: ReadonlyMap<number, number>;
}

interface Collected extends BackendCalls {
  readonly latenciesMs: number[];
  readonly connections: Map<number, number>;
}

function nothingFrom(backend: Backend): Collected {
  return { backend, latenciesMs: [], connections: new Map() };
}

/** Sorts answered calls by who answered; the busiest first, equals by name. */
export function groupCalls(calls: readonly CallRecord[]): BackendCalls[] {
  const groups = new Map<string, Collected>();
  for (const { answerer, latencyMs } of calls) {
    if (answerer === null) continue;
    const { backend, connection } = answerer;
    const group = groups.get(backend.name) ?? nothingFrom(backend);
    groups.set(backend.name, group);
    group.latenciesMs.push(latencyMs);
    if (connection !== null) group.connections.set(connection, (group.connections.get(connection) ?? 0) + 1);
  }
  return [...groups.values()].sort(
    (a, b) => b.latenciesMs.length - a.latenciesMs.length || (a.backend.name < b.backend.name ? -1 : 1),
  );
}
