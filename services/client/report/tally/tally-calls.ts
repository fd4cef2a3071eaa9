import type { CallRecord } from '../run/series.ts';
import type { BackendTally, Failure, GroupTally, Tally } from '../schema/tally.ts';
import { wilsonInterval } from '../statistics/wilson-interval.ts';
import { type BackendCalls, groupCalls } from './group-calls.ts';
import { summarizeLatency } from './latency.ts';
import { silentAddresses } from './silent-backends.ts';

/** What is expected of whom. */
export interface ExpectedShares {
  /** The share of one backend, where each should get the same. */
  readonly ofBackend: number | null;
  /** The share of a version, where that is what was asked for. */
  readonly ofVersion: (version: string | null) => number | null;
}

/** Sums up the calls of a run: by backend, version, node and zone. */
export function tallyCalls(
  calls: readonly CallRecord[],
  expected: ExpectedShares,
  addresses: readonly string[],
): Tally {
  const groups = groupCalls(calls);
  const answered = groups.reduce((sum, { latenciesMs }) => sum + latenciesMs.length, 0);
  const backends = groups.map((group) => tallyBackend(group, answered, expected.ofBackend));
  const by = (part: 'version' | 'node' | 'zone', expectedOf: ExpectedShares['ofVersion']) =>
    tallyBy(backends, part, answered, expectedOf);
  return {
    backends,
    silent: groups.some(({ backend }) => backend.address === null)
      ? []
      : silentAddresses(addresses, heardAddresses(calls)),
    versions: by('version', expected.ofVersion),
    nodes: by('node', () => null),
    zones: by('zone', () => null),
    latencyMs: summarizeLatency(groups.flatMap(({ latenciesMs }) => latenciesMs)),
    failures: tallyFailures(calls),
  };
}

/** The addresses that answers named. */
export function heardAddresses(calls: readonly CallRecord[]): string[] {
  return [...new Set(calls.flatMap(({ answerer }) => answerer?.backend.address ?? []))];
}

function tallyBackend(group: BackendCalls, answered: number, expectedShare: number | null): BackendTally {
  const { backend, latenciesMs, connections } = group;
  const { name, version, node, zone, address } = backend;
  const latencyMs = summarizeLatency(latenciesMs) ?? { p50: 0, p90: 0, p99: 0, max: 0 };
  return {
    ...{ name, version, node, zone, address },
    ...shareOf(latenciesMs.length, answered),
    expectedShare,
    connections: [...connections]
      .map(([number, calls]) => ({ number, calls }))
      .sort((a, b) => a.number - b.number),
    latencyMs,
  };
}

function tallyBy(
  backends: readonly BackendTally[],
  part: 'version' | 'node' | 'zone',
  answered: number,
  expectedOf: ExpectedShares['ofVersion'],
): GroupTally[] {
  const groups = new Map<string | null, { backends: number; calls: number }>();
  for (const backend of backends) {
    const group = groups.get(backend[part]) ?? { backends: 0, calls: 0 };
    group.backends += 1;
    group.calls += backend.calls;
    groups.set(backend[part], group);
  }
  return [...groups].map(([name, { backends: members, calls }]) => {
    return { name, backends: members, ...shareOf(calls, answered), expectedShare: expectedOf(name) };
  });
}

function shareOf(calls: number, answered: number) {
  const share = answered === 0 ? 0 : calls / answered;
  return { calls, share, interval: { ...wilsonInterval(calls, answered) } };
}

/** So many different failures are listed; the others are left out, the most frequent never. */
const mostFailures = 20;

function tallyFailures(calls: readonly CallRecord[]): Failure[] {
  const counts = new Map<string, { status: string; message: string; calls: number }>();
  for (const { failure } of calls) {
    if (failure === null) continue;
    const { status, message } = failure;
    const entry = counts.get(`${status} ${message}`) ?? { status, message, calls: 0 };
    entry.calls += 1;
    counts.set(`${status} ${message}`, entry);
  }
  return [...counts.values()].sort((a, b) => b.calls - a.calls).slice(0, mostFailures);
}
