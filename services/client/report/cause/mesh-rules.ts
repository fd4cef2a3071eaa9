import { type CauseRule, isBalancedByProxy, isOffBalance } from './evidence.ts';

const byHash = ['RING_HASH', 'MAGLEV'];

/** What a mesh does to calls, or does not. */
export const meshRules: readonly CauseRule[] = [
  {
    id: 'sticky-hash',
    when: "The proxy's load balancer goes by a hash of the call.",
    find(evidence) {
      const policy = evidence.proxyPolicies.find((one) => byHash.includes(one));
      if (!isOffBalance(evidence) || policy === undefined) return undefined;
      return {
        sentence: `The proxy sends calls that are alike to the same backend: its load balancer is ${policy}, as consistentHash in a DestinationRule makes it.`,
        evidence: [`the proxy's policy for the target is ${policy}`],
        remedies: [
          'another loadBalancer in the DestinationRule',
          'a hash key that differs from call to call',
        ],
      };
    },
  },
  {
    id: 'plain-tcp-port',
    when: 'The proxy beside the client counted connections, but no calls.',
    find(evidence) {
      const { proxy, judgement } = evidence;
      if (proxy === null || judgement.verdict === 'BALANCED') return undefined;
      if (proxy.forwards !== 'bytes' || isBalancedByProxy(evidence)) return undefined;
      return {
        sentence:
          'The proxy beside the client forwards bytes, not calls: to the mesh this port is plain TCP, and so it balances connections.',
        evidence: ['the proxy opened connections to the target but counted no requests'],
        remedies: ['appProtocol: grpc, or a name that begins with grpc-, on the port of the Service'],
      };
    },
  },
  {
    id: 'one-endpoint',
    when: 'The proxy beside the client knows one healthy endpoint of several backends.',
    find(evidence) {
      const healthy = evidence.proxy?.endpoints.filter(({ healthy }) => healthy) ?? [];
      const { count } = evidence.expectedBackends;
      if (!isOffBalance(evidence) || healthy.length !== 1 || count < 2) return undefined;
      return {
        sentence: `The proxy beside the client knows only one healthy endpoint, but there are ${count} backends: a subset or a route leaves the others out, or they were ejected.`,
        evidence: [`its only healthy endpoint is ${healthy[0]?.address}`],
        remedies: ['subsets and routes of the DestinationRule and VirtualService', 'outlierDetection'],
      };
    },
  },
  {
    id: 'ambient-without-waypoint',
    when: 'The chart says ambient, and nothing on the way sees single calls.',
    find(evidence) {
      if (!isOffBalance(evidence) || evidence.meshMode !== 'istio-ambient' || isBalancedByProxy(evidence))
        return undefined;
      return {
        sentence:
          'An ambient mesh without a waypoint balances connections, not calls: its ztunnel works on layer 4 and cannot see single calls.',
        evidence: ['hello.mesh.mode is istio-ambient', 'no answer came through a proxy that counts attempts'],
        remedies: ['a waypoint for the Service (label istio.io/use-waypoint)'],
      };
    },
  },
  {
    id: 'client-not-in-mesh',
    when: 'The servers are in a mesh, or should be, and no proxy stands beside the client.',
    find(evidence) {
      const { proxy, serverHeaders, meshMode } = evidence;
      const isServerInMesh = serverHeaders.some((header) => header.includes('envoy'));
      // Who dials several addresses balances by itself, or does not.
      const isWanted =
        evidence.channel.addresses.length < 2 && (meshMode === 'istio-sidecar' || isServerInMesh);
      if (!isOffBalance(evidence) || proxy !== null || isBalancedByProxy(evidence) || !isWanted)
        return undefined;
      return {
        sentence: evidence.hasProxyBeside
          ? 'The proxy beside this client is not on the way of its calls: the mesh does not take them over.'
          : 'This client is not in the mesh: no proxy beside it balances its calls.',
        evidence: [
          ...(isServerInMesh
            ? [`answers say server: ${serverHeaders.join(', ')}, so the servers are in a mesh`]
            : []),
          ...(meshMode === undefined ? [] : [`hello.mesh.mode is ${meshMode}`]),
          evidence.hasProxyBeside
            ? 'an Envoy answers at hello.mesh.admin-url, but these calls did not pass through it'
            : 'no Envoy answers at hello.mesh.admin-url',
        ],
        remedies: [
          'label sidecar.istio.io/inject: "true" on the pods of the client (an annotation alone does not inject), then restart them',
        ],
      };
    },
  },
];
