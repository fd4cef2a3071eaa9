import { type Bounds, getJson } from './bounded-get.ts';
import { lbPoliciesOf } from './lb-policies.ts';
import { clusterCounters, type ProxySnapshot, snapshotOf } from './proxy-snapshot.ts';

export type { ProxySnapshot };

/** Reads what the proxy beside this process has counted. */
export interface ProxyReader {
  /**
   * Reads the counters.
   * @param port that is dialled: leaves out Istio's clusters of other ports, of which there can be thousands
   * @returns undefined where no Envoy answers
   */
  read(port?: number): Promise<ProxySnapshot | undefined>;
  /**
   * Reads how these clusters choose an endpoint: `ROUND_ROBIN`, `LEAST_REQUEST`, `RING_HASH`, `MAGLEV`, `RANDOM`,
   * `ORIGINAL_DST`, `CLUSTER_PROVIDED` …; each policy once, none where no Envoy answers.
   */
  lbPolicies(clusterNames: readonly string[]): Promise<readonly string[]>;
}

export interface ProxyReaderOptions {
  /** Where the admin endpoint is, such as `http://127.0.0.1:15000`. */
  readonly adminUrl: string;
  /** How long one reading may take. */
  readonly timeoutMs?: number;
  /** How large one answer may be; a proxy of 1000 services with 3 endpoints each says 3 MB. */
  readonly maxBytes?: number;
  /** A clock that only goes forward. */
  readonly nowMs?: () => number;
}

/** Where no Envoy answered, none is looked for so long: a run without a sidecar then costs nothing. */
const probeAgainAfterMs = 30_000;

/** One that took too long may only be busy. */
const askAgainAfterMs = 2000;

/** Makes a reader; nothing is read before it is asked. @throws TypeError when `adminUrl` is no URL */
export function createProxyReader({
  adminUrl,
  timeoutMs = 500,
  maxBytes = 8 * 1024 * 1024,
  nowMs = () => performance.now(),
}: ProxyReaderOptions): ProxyReader {
  const base = new URL(adminUrl);
  const bounds: Bounds = { timeoutMs, maxBytes };
  let silentUntilMs = Number.NEGATIVE_INFINITY;
  const ask = (path: string, query: Readonly<Record<string, string>>) =>
    getJson(urlOf(base, path, query), bounds);

  return {
    async read(port) {
      const beganMs = nowMs();
      if (beganMs < silentUntilMs) return undefined;
      const [stats, clusters] = await Promise.all([
        ask('stats', {
          format: 'json',
          type: 'Counters',
          filter: `^cluster\\.${nameOn(port)}\\.(${counters})$`,
        }),
        ask('clusters', { format: 'json', filter: `^${nameOn(port)}$` }),
      ]);
      const snapshot = snapshotOf(stats, clusters);
      const isSlow = nowMs() - beganMs >= timeoutMs;
      if (snapshot === undefined) silentUntilMs = nowMs() + (isSlow ? askAgainAfterMs : probeAgainAfterMs);
      return snapshot;
    },

    async lbPolicies(clusterNames) {
      if (clusterNames.length === 0 || nowMs() < silentUntilMs) return [];
      const query = { name_regex: `^(${clusterNames.map(quote).join('|')})$`, mask: policyMask };
      const dumps = await Promise.all(
        ['dynamic_active_clusters', 'static_clusters'].map((resource) =>
          ask('config_dump', { resource, ...query }),
        ),
      );
      const policies = dumps.flatMap((dump) => [...lbPoliciesOf(dump)]);
      // An old Envoy knows no `name_regex` and tells all clusters.
      return [
        ...new Set(policies.filter(([name]) => clusterNames.includes(name)).map(([, policy]) => policy)),
      ];
    },
  };
}

const counters = clusterCounters.map(quote).join('|');
const policyMask = 'cluster.name,cluster.type,cluster.lb_policy,cluster.load_balancing_policy';

/** Names of clusters in RE2: with a port, Istio's of that port and all that are not Istio's, which have no bars. */
function nameOn(port: number | undefined): string {
  return port === undefined ? '.*' : `([^|]*|outbound\\|${port}\\|.*)`;
}

function quote(text: string): string {
  return text.replace(/[!-/:-@[-^`{-~]/g, '\\$&');
}

function urlOf(base: URL, path: string, query: Readonly<Record<string, string>>): URL {
  const url = new URL(path, base.href.endsWith('/') ? base : `${base.href}/`);
  url.search = new URLSearchParams(query).toString();
  return url;
}
