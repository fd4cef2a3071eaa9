import { endpointAddress } from './endpoint-address.ts';
import { counterOf, elements, property, textOf } from './json.ts';

/** The counters of a cluster that matter here. `membership_change` is there whenever none is left out. */
export const clusterCounters = [
  'upstream_cx_total',
  'upstream_cx_connect_fail',
  'upstream_rq_total',
  'upstream_rq_pending_overflow',
  'upstream_rq_active_overflow',
  'upstream_rq_retry',
  'outlier_detection.ejections_enforced_total',
  'ssl.connection_error',
  'ssl.fail_verify_error',
  'membership_change',
] as const;

/** The counters of an endpoint that matter here. They are told even where those of clusters are left out. */
const endpointCounters = ['cx_total', 'cx_connect_fail', 'rq_total', 'rq_success'] as const;

/** Counters by name; what the proxy does not tell is absent. */
export type Counters = ReadonlyMap<string, number>;

export interface EndpointSnapshot {
  readonly healthy: boolean;
  readonly zone: string | null;
  readonly counters: Counters;
}

export interface ClusterSnapshot {
  readonly counters: Counters;
  /** By address, as `ip:port`. */
  readonly endpoints: ReadonlyMap<string, EndpointSnapshot>;
}

/** What a proxy had counted at one moment, by the name of the cluster. */
export type ProxySnapshot = ReadonlyMap<string, ClusterSnapshot>;

/**
 * Makes a snapshot of the answers to `/stats?format=json` and `/clusters?format=json`.
 * @returns undefined when they are not those of an Envoy; single parts that make no sense are left out
 */
export function snapshotOf(stats: unknown, clusters: unknown): ProxySnapshot | undefined {
  const isEnvoy =
    Array.isArray(property(stats, 'stats')) && typeof clusters === 'object' && clusters !== null;
  if (!isEnvoy) return undefined;
  const counters = countersByStatName(stats);
  const snapshot = new Map<string, ClusterSnapshot>();
  for (const cluster of elements(property(clusters, 'cluster_statuses'))) {
    const name = textOf(cluster, 'name');
    if (name === undefined) continue;
    const statName = statNameOf(textOf(cluster, 'observability_name') ?? name);
    snapshot.set(name, { counters: counters.get(statName) ?? new Map(), endpoints: endpointsOf(cluster) });
  }
  return snapshot;
}

function countersByStatName(stats: unknown): Map<string, Map<string, number>> {
  const byName = new Map<string, Map<string, number>>();
  for (const stat of elements(property(stats, 'stats'))) {
    const whole = textOf(stat, 'name') ?? '';
    const counter = clusterCounters.find((name) => whole.endsWith(`.${name}`));
    const value = counterOf(stat);
    if (!whole.startsWith('cluster.') || counter === undefined || value === undefined) continue;
    const name = statNameOf(whole.slice('cluster.'.length, -counter.length - 1));
    byName.set(name, (byName.get(name) ?? new Map<string, number>()).set(counter, value));
  }
  return byName;
}

/** Names of counters have no colons; Istio ends the name of a cluster in them with a semicolon. */
function statNameOf(name: string): string {
  return name.replaceAll(':', '_').replace(/;$/, '');
}

function endpointsOf(cluster: unknown): Map<string, EndpointSnapshot> {
  const endpoints = new Map<string, EndpointSnapshot>();
  for (const host of elements(property(cluster, 'host_statuses'))) {
    const address = endpointAddress(property(host, 'address'));
    if (address === undefined) continue;
    const zone = textOf(property(host, 'locality'), 'zone') ?? null;
    endpoints.set(address, {
      healthy: isHealthy(property(host, 'health_status')),
      zone,
      counters: hostCounters(host),
    });
  }
  return endpoints;
}

function hostCounters(host: unknown): Counters {
  const counters = new Map<string, number>();
  for (const stat of elements(property(host, 'stats'))) {
    const name = endpointCounters.find((one) => one === textOf(stat, 'name'));
    const value = counterOf(stat);
    if (name !== undefined && value !== undefined) counters.set(name, value);
  }
  return counters;
}

const failures = [
  'failed_active_health_check',
  'failed_outlier_check',
  'pending_active_hc',
  'excluded_via_immediate_hc_fail',
  'pending_dynamic_removal',
];

function isHealthy(status: unknown): boolean {
  const told = textOf(status, 'eds_health_status') ?? 'UNKNOWN';
  const isFit = ['HEALTHY', 'UNKNOWN', 'DEGRADED'].includes(told);
  return isFit && !failures.some((failure) => property(status, failure) === true);
}
