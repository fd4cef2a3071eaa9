import assert from 'node:assert/strict';
import test from 'node:test';
import type { ClusterChange } from './snapshot-changes.ts';
import { type ProxyTarget, targetClusters } from './target-clusters.ts';

const grpc = 'outbound|9000||grpc.grpc.svc.cluster.local';
const grpcV1 = 'outbound|9000|v1|grpc.grpc.svc.cluster.local';
const otherNamespace = 'outbound|9000||grpc.test.svc.cluster.local';
const otherPort = 'outbound|8080||grpc.grpc.svc.cluster.local';
const otherName = 'outbound|9000||grpc-v2.grpc.svc.cluster.local';
const external = 'outbound|9000||grpc.example.com';

/** A cluster with one endpoint. */
function cluster(name: string, requests: number, ip = '10.0.0.1'): ClusterChange {
  const endpoint = {
    address: `${ip}:9000`,
    healthy: true,
    zone: null,
    requests,
    connections: 0,
    successes: requests,
  };
  const nothing = { connectionsOpened: 0, overflows: 0, retries: 0, ejections: 0, tlsErrors: 0 };
  return { name, requests, ...nothing, endpoints: [endpoint] };
}

function chosen(clusters: readonly ClusterChange[], target: Partial<ProxyTarget> = {}): string[] {
  const given = { host: 'grpc', port: 9000, repliesByAddress: new Map<string, number>(), ...target };
  return targetClusters(clusters, given).map(({ name }) => name);
}

const idle = [grpc, grpcV1, otherNamespace, otherPort, otherName, external].map((name) => cluster(name, 0));
const inGrpc = [grpc, grpcV1];

for (const [host, names] of [
  ['grpc.grpc.svc.cluster.local', inGrpc],
  ['grpc.grpc.svc.cluster.local.', inGrpc],
  ['GRPC.grpc.svc', inGrpc],
  ['grpc.grpc', inGrpc],
  ['grpc', [...inGrpc, otherNamespace]],
  ['grpc.example.com', [external]],
  ['grpc.example', []],
  ['grpc-v2', [otherName]],
  ['grpc.grpc.svc.cluster', []],
  ['10.96.0.10', []],
  ['g.*', []],
] as const) {
  test(`the host ${host} means ${names.join(' and ') || 'no cluster by name'}`, () => {
    assert.deepEqual(chosen(idle, { host }), names);
  });
}

const answered = new Map([['10.0.0.1', 3]]);
const passthrough = 'PassthroughCluster';

for (const [what, clusters, target, names] of [
  ['a subset that was used stands for the others', [cluster(grpc, 0), cluster(grpcV1, 3)], {}, [grpcV1]],
  [
    'of two namespaces the one that answered is meant',
    [cluster(grpc, 3), cluster(otherNamespace, 2, '10.9.9.9')],
    { repliesByAddress: answered },
    [grpc],
  ],
  [
    'a subset without answers stays beside one that answered',
    [cluster(grpc, 3), cluster(grpcV1, 2, '10.9.9.9')],
    { repliesByAddress: answered },
    [grpc, grpcV1],
  ],
  [
    'pods that are dialled by address are found by what they answered',
    [cluster(grpc, 0), cluster(passthrough, 3)],
    { repliesByAddress: answered },
    [passthrough],
  ],
  [
    'another Envoy has its clusters found by who answered',
    [cluster('a', 3), cluster('b', 3, '10.9.9.9'), cluster('c', 0)],
    { repliesByAddress: new Map([['10.0.0.1:9000', 3]]) },
    ['a'],
  ],
  [
    'when nobody answered, what moved is meant',
    [cluster('a', 3), cluster('b', 0), cluster(otherPort, 1)],
    { host: '10.0.0.1' },
    ['a'],
  ],
  ['calls past the proxy find no cluster', [cluster('a', 0)], { repliesByAddress: answered }, []],
  [
    'what a sidecar has for itself never counts',
    ['inbound|9000||', 'InboundPassthroughCluster', 'xds-grpc', 'sds-grpc', 'prometheus_stats', 'agent'].map(
      (name) => cluster(name, 3),
    ),
    { repliesByAddress: answered },
    [],
  ],
] as [string, ClusterChange[], Partial<ProxyTarget>, string[]][]) {
  test(what, () => assert.deepEqual(chosen(clusters, target), names));
}
