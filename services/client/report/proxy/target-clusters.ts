import { ipOf } from './endpoint-address.ts';
import type { ClusterChange } from './snapshot-changes.ts';

/** What was called, and who replied. */
export interface ProxyTarget {
  /** The host that is dialled, without a scheme. */
  readonly host: string;
  readonly port: number;
  /** How many replies named an address, as `ip` or `ip:port`. */
  readonly repliesByAddress: ReadonlyMap<string, number>;
}

/**
 * The clusters that calls to a target go through. Istio's say so by their names. Else it is those that sent requests
 * and have an endpoint that a reply named; when no call was answered, those where anything was counted.
 */
export function targetClusters(
  changes: readonly ClusterChange[],
  target: ProxyTarget,
): readonly ClusterChange[] {
  const candidates = changes.filter(({ name }) => !isForeign(name));
  const isAnswered = answeredBy(target);
  const named = namedAfter(candidates, target, isAnswered);
  const isQuiet = target.repliesByAddress.size === 0;
  const choices = [
    named.filter(isBusy),
    candidates.filter((cluster) => (cluster.requests ?? 0) > 0 && isAnswered(cluster)),
    named,
    isQuiet ? candidates.filter((cluster) => isBusy(cluster) && isOnPort(cluster, target.port)) : [],
  ];
  return choices.find(({ length }) => length > 0) ?? [];
}

/** What a sidecar has for calls that come in and for its own needs. */
function isForeign(name: string): boolean {
  return /^(?:inbound\||Inbound|xds[-_]|sds[-_]|prometheus|agent$|zipkin$|BlackHole)/.test(name);
}

interface IstioCluster {
  readonly host: string;
  readonly port: number;
}

/** Istio's names are `outbound|port|subset|host`. */
function istioCluster(name: string): IstioCluster | undefined {
  const [, port, host] = /^outbound\|(\d+)\|[^|]*\|([^|]+)$/.exec(name) ?? [];
  return port === undefined || host === undefined
    ? undefined
    : { port: Number(port), host: host.toLowerCase() };
}

function isOnPort({ name }: ClusterChange, port: number): boolean {
  return (istioCluster(name)?.port ?? port) === port;
}

/** A short name may fit services of several namespaces; those that answered are then meant. */
function namedAfter(
  clusters: readonly ClusterChange[],
  { host, port }: ProxyTarget,
  isAnswered: (cluster: ClusterChange) => boolean,
): readonly ClusterChange[] {
  const dialled = host.toLowerCase().replace(/\.$/, '');
  const hostOf = ({ name }: ClusterChange) => istioCluster(name)?.host ?? '';
  const onPort = clusters.filter(({ name }) => istioCluster(name)?.port === port);
  const exact = onPort.filter((cluster) => hostOf(cluster) === dialled);
  if (exact.length > 0) return exact;
  const fitting = onPort.filter((cluster) => isShortFor(dialled, hostOf(cluster)));
  const answered = new Set(fitting.filter(isAnswered).map(hostOf));
  return answered.size === 0 ? fitting : fitting.filter((cluster) => answered.has(hostOf(cluster)));
}

/** `name`, `name.namespace` and `name.namespace.svc` stand for `name.namespace.svc.cluster.local`. */
function isShortFor(short: string, full: string): boolean {
  if (!full.startsWith(`${short}.`)) return false;
  const rest = full.slice(short.length + 1);
  const dots = short.split('.').length - 1;
  if (dots === 0) return /^[^.]+\.svc(?:\.|$)/.test(rest);
  return dots === 1 ? /^svc(?:\.|$)/.test(rest) : dots === 2 && short.endsWith('.svc');
}

function answeredBy({ repliesByAddress }: ProxyTarget): (cluster: ClusterChange) => boolean {
  const ips = new Set([...repliesByAddress.keys()].map(ipOf));
  return ({ endpoints }) => endpoints.some(({ address }) => ips.has(ipOf(address)));
}

function isBusy({
  endpoints,
  connectionsOpened,
  requests,
  overflows,
  retries,
  ejections,
  tlsErrors,
}: ClusterChange): boolean {
  const counts = [connectionsOpened, requests, overflows, retries, ejections, tlsErrors];
  return [...counts, ...endpoints.flatMap((one) => [one.requests, one.connections])].some(
    (count) => (count ?? 0) > 0,
  );
}
