import { ipOf } from './endpoint-address.ts';
import type { ProxyEndpoint } from './proxy-schema.ts';
import { type ClusterChange, type EndpointChange, sumKnown } from './snapshot-changes.ts';
import { tallyBy } from './tally-by.ts';

/** The endpoints of all clusters together, with the replies that named them; the busiest first. */
export function proxyEndpoints(
  clusters: readonly ClusterChange[],
  repliesByAddress: ReadonlyMap<string, number>,
): ProxyEndpoint[] {
  const byAddress = new Map<string, Membership[]>();
  for (const { name, endpoints } of clusters) {
    for (const endpoint of endpoints) {
      const memberships = byAddress.get(endpoint.address) ?? [];
      byAddress.set(endpoint.address, memberships);
      memberships.push({ name, endpoint });
    }
  }
  const repliesOf = repliesFor([...byAddress.keys()], repliesByAddress);
  return [...byAddress]
    .map(([address, memberships]) => ({ ...merge(address, memberships), replies: repliesOf(address) }))
    .sort((a, b) => (b.requests ?? 0) - (a.requests ?? 0) || (a.address < b.address ? -1 : 1));
}

interface Membership {
  readonly name: string;
  readonly endpoint: EndpointChange;
}

/** Subsets share endpoints, but each counts for itself. */
function merge(address: string, memberships: readonly Membership[]): Omit<ProxyEndpoint, 'replies'> {
  const endpoints = memberships.map(({ endpoint }) => endpoint);
  return {
    address,
    clusters: memberships.map(({ name }) => name),
    requests: sumKnown(endpoints.map(({ requests }) => requests)),
    connections: sumKnown(endpoints.map(({ connections }) => connections)),
    healthy: endpoints.some(({ healthy }) => healthy),
    zone: endpoints.find(({ zone }) => zone !== null)?.zone ?? null,
  };
}

/** Replies rarely name a port; endpoints on one machine then cannot be told apart. */
function repliesFor(
  addresses: readonly string[],
  repliesByAddress: ReadonlyMap<string, number>,
): (address: string) => number | null {
  const endpointsAt = tallyBy(addresses, ipOf, () => 1);
  const repliesAt = tallyBy(
    repliesByAddress,
    ([address]) => ipOf(address),
    ([, count]) => count,
  );
  const exactAt = tallyBy(addresses, ipOf, (address) => repliesByAddress.get(address) ?? 0);
  const isKnown = [...repliesAt.keys()].some((ip) => endpointsAt.has(ip));
  return (address) => {
    const ip = ipOf(address);
    const replies = repliesAt.get(ip) ?? 0;
    if (!isKnown) return null;
    if (endpointsAt.get(ip) === 1) return replies;
    return replies === exactAt.get(ip) ? (repliesByAddress.get(address) ?? 0) : null;
  };
}
