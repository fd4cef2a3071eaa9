import type { CallRecord } from '../run/series.ts';
import type { ChannelFacts } from '../schema/channel.ts';
import type { RunFacts } from '../schema/run.ts';
import type { BackendTally, Tally } from '../schema/tally.ts';
import type { CountOf } from './cells.ts';

/** What was distributed independently of each other. */
export interface Unit {
  readonly kind: 'call' | 'connection';
  readonly countOf: CountOf;
}

export interface UnitEvidence {
  readonly run: Pick<RunFacts, 'channel' | 'policy' | 'concurrency'>;
  readonly channel: ChannelFacts;
  readonly tally: Pick<Tally, 'backends'>;
  readonly calls: readonly CallRecord[];
}

const call: Unit = { kind: 'call', countOf: ({ calls }) => calls };
const connection: Unit = { kind: 'connection', countOf: connectionsOf };

/**
 * Calls that keep to one connection are not independent of each other: whatever chose the backend chose it once for
 * all of them. So where each connection of this client kept to one backend, connections are what is counted. Where one
 * backend answered everything, it is calls all the same: how many there were is what rules out chance.
 */
export function findUnit({ run, channel, tally, calls }: UnitEvidence): Unit {
  if (tally.backends.length < 2) return call;
  const spreadsCalls = run.policy === 'round_robin' && channel.addresses.length > 1;
  if (run.channel === 'per-call' || spreadsCalls || channel.connections === null) return call;
  if (calls.some(({ answerer }) => answerer !== null && answerer.attempt !== null)) return call;
  const used = tally.backends.reduce((sum, backend) => sum + connectionsOf(backend), 0);
  const switches = run.concurrency === 1 ? switchesIn(calls) : 0;
  return used > channel.connections || switches >= channel.connections ? call : connection;
}

/** A backend that does not tell was reached over one connection at least. */
function connectionsOf({ connections }: BackendTally): number {
  return Math.max(connections.length, 1);
}

/** How often a call was answered by another backend than the one before it. */
function switchesIn(calls: readonly CallRecord[]): number {
  const names = calls.flatMap(({ answerer }) => (answerer === null ? [] : [answerer.backend.name]));
  return names.filter((name, index) => index > 0 && name !== names[index - 1]).length;
}
