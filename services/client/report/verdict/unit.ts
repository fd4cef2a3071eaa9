import type { CallRecord } from '../run/series.ts';
import type { ChannelFacts } from '../schema/channel.ts';
import type { RunFacts } from '../schema/run.ts';
import type { Tally } from '../schema/tally.ts';
import type { CountOf } from './cells.ts';

/** What was distributed independently of each other. */
export interface Unit {
  readonly kind: 'call' | 'connection';
  readonly countOf: CountOf;
  /** Whether calls of one and the same connection of this client were answered by several backends. */
  readonly isSpreadBeyondClient: boolean;
}

export interface UnitEvidence {
  readonly run: Pick<RunFacts, 'channel' | 'policy'>;
  readonly channel: Pick<ChannelFacts, 'addresses' | 'connections'>;
  readonly tally: Pick<Tally, 'backends'>;
  readonly calls: readonly CallRecord[];
}

/** When a connection ends, calls that were just begun on it are made on the next one; more is no accident. */
const mostStrays = 0.1;

/**
 * Calls that keep to one connection are not independent of each other: whatever chose the backend chose it once for
 * all of them. So where each connection of this client kept to one backend, connections are what is counted. Where one
 * backend answered everything, it is calls all the same: how many there were is what rules out chance.
 */
export function findUnit({ run, channel, tally, calls }: UnitEvidence): Unit {
  const hasSeveralAtOnce = run.policy === 'round_robin' && channel.addresses.length > 1;
  if (hasSeveralAtOnce) return unitCall(tally.backends.length > channel.addresses.length);
  if (run.channel === 'per-call' || tally.backends.length < 2) return unitCall(false);
  const answered = calls.filter(({ answerer }) => answerer !== null);
  if (answered.some(({ clientConnection }) => (clientConnection ?? null) === null)) return unitCall(false);
  const owners = ownersOf(answered);
  const strays = answered.filter(({ clientConnection, answerer }) => {
    return owners.get(clientConnection ?? 0) !== answerer?.backend.name;
  });
  const owned = [...owners.values()];
  // A canary gets few calls, too; but they are on the same connection, and there is no other that they could be on.
  const hasOthers = (channel.connections ?? 0) > owners.size;
  const canHaveMoved = strays.every(
    ({ answerer }) => hasOthers || owned.includes(answerer?.backend.name ?? ''),
  );
  if (strays.length > mostStrays * answered.length || !canHaveMoved) return unitCall(true);
  return {
    kind: 'connection',
    // Who answered no more than calls that had strayed was reached all the same.
    countOf: ({ name }) => Math.max(owned.filter((owner) => owner === name).length, 1),
    isSpreadBeyondClient: false,
  };
}

function unitCall(isSpreadBeyondClient: boolean): Unit {
  return { kind: 'call', countOf: ({ calls }) => calls, isSpreadBeyondClient };
}

/** The backend that answered most calls of each connection. */
function ownersOf(calls: readonly CallRecord[]): Map<number, string> {
  const counts = new Map<number, Map<string, number>>();
  for (const { clientConnection, answerer } of calls) {
    const connection = clientConnection ?? 0;
    const name = answerer?.backend.name ?? '';
    const names = counts.get(connection) ?? new Map<string, number>();
    counts.set(connection, names.set(name, (names.get(name) ?? 0) + 1));
  }
  const busiest = (names: Map<string, number>) => [...names].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
  return new Map([...counts].map(([connection, names]) => [connection, busiest(names)]));
}
