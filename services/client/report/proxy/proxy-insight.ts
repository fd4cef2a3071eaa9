import { compareCounts } from './agreement.ts';
import { proxyEndpoints } from './proxy-endpoints.ts';
import type { ProxyCluster, ProxyInsight } from './proxy-schema.ts';
import type { ProxySnapshot } from './proxy-snapshot.ts';
import { type ClusterChange, changesBetween, sumKnown } from './snapshot-changes.ts';
import { type ProxyTarget, targetClusters } from './target-clusters.ts';
import { whatIsForwarded } from './what-is-forwarded.ts';

export interface InsightTarget extends ProxyTarget {
  /** How many calls failed, where that is known: the proxy may have sent them all the same. */
  readonly failed?: number;
}

/**
 * What the proxy did between two snapshots for one target, joined with what the replies say.
 * @returns undefined without snapshots, and when the proxy has nothing to do with the target
 */
export function proxyInsight(
  before: ProxySnapshot | undefined,
  after: ProxySnapshot | undefined,
  target: InsightTarget,
): ProxyInsight | undefined {
  if (before === undefined || after === undefined) return undefined;
  const { repliesByAddress, failed = 0 } = target;
  const changes = targetClusters(changesBetween(before, after), target);
  if (changes.length === 0) return undefined;
  const forwards = whatIsForwarded(changes, repliesByAddress.size > 0);
  const seen = forwards === 'bytes' ? changes.map(withoutRequests) : changes;
  const clusters = seen.map(numbersOf).sort(byBusiness);
  const endpoints = proxyEndpoints(seen, repliesByAddress);
  const total = totalOf(clusters);
  return {
    ...total,
    note: noteOn(total, clusters),
    clusters,
    endpoints,
    forwards,
    ...compareCounts({ endpoints, repliesByAddress, forwards, retries: total.retries, failed }),
  };
}

/** Who forwards bytes counts connections as requests; nobody else would call them so. */
function withoutRequests(change: ClusterChange): ClusterChange {
  return {
    ...change,
    requests: 0,
    endpoints: change.endpoints.map((endpoint) => ({ ...endpoint, requests: 0 })),
  };
}

function numbersOf({ endpoints: _, ...numbers }: ClusterChange): ProxyCluster {
  return numbers;
}

function byBusiness(a: ProxyCluster, b: ProxyCluster): number {
  return (b.requests ?? 0) - (a.requests ?? 0) || (a.name < b.name ? -1 : 1);
}

const counted = ['connectionsOpened', 'requests', 'overflows', 'retries', 'ejections', 'tlsErrors'] as const;
/** What a note tells of; errors of TLS are looked for only where connecting failed. */
const words = {
  connectionsOpened: 'connections',
  requests: 'requests',
  overflows: 'overflows',
  retries: 'retries',
  ejections: 'ejections',
};

type Numbers = Pick<ProxyCluster, (typeof counted)[number]>;

function totalOf(clusters: readonly ProxyCluster[]): Numbers {
  return Object.fromEntries(
    counted.map((counter) => [counter, sumKnown(clusters.map((cluster) => cluster[counter]))]),
  ) as Numbers;
}

/** By default Istio keeps no counters of clusters. */
function noteOn(total: Numbers, clusters: readonly ProxyCluster[]): string | null {
  const named = Object.entries(words) as [keyof typeof words, string][];
  const missing = named.filter(([counter]) => total[counter] === null).map(([, word]) => word);
  if (missing.length === 0) return null;
  const start = `The proxy does not tell its ${missing.join(', ')}`;
  return clusters.some(({ name }) => name.startsWith('outbound|') || name === 'PassthroughCluster')
    ? `${start}; it does when the client's pod has the annotation sidecar.istio.io/statsInclusionPrefixes: cluster.outbound.`
    : `${start}; its stats_config leaves these counters out.`;
}
