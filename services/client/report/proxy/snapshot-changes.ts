import type { ClusterSnapshot, Counters, EndpointSnapshot, ProxySnapshot } from './proxy-snapshot.ts';

/** What a proxy counted between two snapshots; null is what it does not tell. */
export interface ClusterChange {
  readonly name: string;
  readonly connectionsOpened: number | null;
  readonly requests: number | null;
  readonly overflows: number | null;
  readonly retries: number | null;
  readonly ejections: number | null;
  readonly tlsErrors: number | null;
  readonly endpoints: readonly EndpointChange[];
}

export interface EndpointChange {
  readonly address: string;
  readonly healthy: boolean;
  readonly zone: string | null;
  /** Null for an endpoint that is gone: its last numbers went with it. */
  readonly requests: number | null;
  readonly connections: number | null;
  /** Requests that were answered well; only who understands requests counts them. */
  readonly successes: number | null;
}

/** The changes of all clusters that are still there. */
export function changesBetween(before: ProxySnapshot, after: ProxySnapshot): ClusterChange[] {
  return [...after].map(([name, cluster]) => clusterChange(name, before.get(name), cluster));
}

function clusterChange(
  name: string,
  before: ClusterSnapshot | undefined,
  after: ClusterSnapshot,
): ClusterChange {
  const endpoints = endpointChanges(before?.endpoints ?? new Map(), after.endpoints);
  const counters = countedSince(before?.counters, after.counters);
  const counted = (counter: string) => counters.get(counter) ?? null;
  return {
    name,
    connectionsOpened:
      opened(counted('upstream_cx_total'), counted('upstream_cx_connect_fail')) ??
      sumKnown(endpoints.map(({ connections }) => connections)),
    requests: counted('upstream_rq_total') ?? sumKnown(endpoints.map(({ requests }) => requests)),
    overflows: overflowsIn(counters),
    retries: counted('upstream_rq_retry'),
    ejections: rareCount(counters, ['outlier_detection.ejections_enforced_total']),
    tlsErrors: rareCount(counters, ['ssl.connection_error', 'ssl.fail_verify_error']),
    endpoints,
  };
}

/**
 * http2MaxRequests moves `upstream_rq_active_overflow`, in older Envoys `upstream_rq_pending_overflow`, as
 * http1MaxPendingRequests does. `upstream_cx_overflow` (maxConnections) is left out: those calls wait, and are not
 * refused.
 */
function overflowsIn(counters: Counters): number | null {
  const pending = counters.get('upstream_rq_pending_overflow');
  const active = counters.get('upstream_rq_active_overflow');
  return pending === undefined && active === undefined ? null : (pending ?? 0) + (active ?? 0);
}

/**
 * The sum of counters that only clusters with outlier detection, or with TLS, have. When nothing is left out, their
 * absence means none.
 */
function rareCount(counters: Counters, names: readonly string[]): number | null {
  const told = names.flatMap((name) => counters.get(name) ?? []);
  if (told.length === 0) return counters.has('membership_change') ? 0 : null;
  return told.reduce((sum, count) => sum + count, 0);
}

function endpointChanges(
  before: ReadonlyMap<string, EndpointSnapshot>,
  after: ReadonlyMap<string, EndpointSnapshot>,
): EndpointChange[] {
  const gone = [...before].filter(([address]) => !after.has(address));
  return [
    ...[...after].map(([address, endpoint]) => endpointChange(address, before.get(address), endpoint)),
    ...gone.map(([address, { zone }]) => {
      return { address, healthy: false, zone, requests: null, connections: null, successes: null };
    }),
  ];
}

function endpointChange(
  address: string,
  before: EndpointSnapshot | undefined,
  { healthy, zone, counters: after }: EndpointSnapshot,
): EndpointChange {
  const counters = countedSince(before?.counters, after);
  const counted = (counter: string) => counters.get(counter) ?? 0;
  return {
    ...{ address, healthy, zone },
    requests: counted('rq_total'),
    connections: opened(counted('cx_total'), counted('cx_connect_fail')),
    successes: counted('rq_success'),
  };
}

/** `…_total` counts attempts, too. One that began before the run may have failed in it. */
function opened(attempts: number | null, failures: number | null): number | null {
  return attempts === null ? null : Math.max(attempts - (failures ?? 0), 0);
}

/** Counters that went back began anew, all of them: the proxy was restarted, or the endpoint replaced. */
function countedSince(before: Counters | undefined, after: Counters): Counters {
  const isNew = [...after].some(([name, count]) => count < (before?.get(name) ?? 0));
  return isNew ? after : new Map([...after].map(([name, count]) => [name, count - (before?.get(name) ?? 0)]));
}

/** The sum; null as soon as one part is not known. */
export function sumKnown(counts: readonly (number | null)[]): number | null {
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}
