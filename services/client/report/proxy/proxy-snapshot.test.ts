import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { snapshotOf } from './proxy-snapshot.ts';
import recorded from './recorded/envoy-1.40.json';

const { stats, clusters } = recorded.after;

test('recorded answers make a snapshot', () => {
  const snapshot = snapshotOf(stats, clusters);
  assert.deepEqual([...(snapshot?.keys() ?? [])], ['outbound|9000|v1|grpc.grpc.svc.cluster.local']);
  const [cluster] = snapshot?.values() ?? [];
  assert.equal(cluster?.counters.get('upstream_rq_total'), 12);
  assert.equal(cluster?.counters.size, 8);
  assert.deepEqual(
    [...(cluster?.endpoints.keys() ?? [])],
    ['127.0.0.2:9000', '127.0.0.3:9000', '127.0.0.9:1'],
  );
  const { healthy, zone, counters } = cluster?.endpoints.get('127.0.0.9:1') ?? {};
  assert.deepEqual([healthy, zone], [false, 'zone-a']);
  assert.deepEqual(Object.fromEntries(counters ?? []), {
    cx_total: 2,
    cx_connect_fail: 2,
    rq_total: 0,
    rq_success: 0,
  });
});

test('a colon in the name of a cluster is an underscore in those of its counters', () => {
  const counters = { stats: [{ name: 'cluster.a_b.upstream_rq_total', value: 3 }] };
  const snapshot = snapshotOf(counters, { cluster_statuses: [{ name: 'a:b', observability_name: 'a:b' }] });
  assert.equal(snapshot?.get('a:b')?.counters.get('upstream_rq_total'), 3);
});

for (const status of ['UNHEALTHY', 'DRAINING', 'TIMEOUT']) {
  test(`an endpoint that discovery calls ${status} is not healthy`, () => {
    const host = { address: { pipe: { path: '/a' } }, health_status: { eds_health_status: status } };
    const snapshot = snapshotOf({ stats: [] }, { cluster_statuses: [{ name: 'a', host_statuses: [host] }] });
    assert.equal(snapshot?.get('a')?.endpoints.get('/a')?.healthy, false);
  });
}

for (const [what, told, listed] of [
  ['nothing', undefined, undefined],
  ['no list of counters', { stats: {} }, {}],
  ['no clusters', { stats: [] }, null],
  ['a text', 'stats', 'clusters'],
] as const) {
  test(`${what} makes no snapshot`, () => assert.equal(snapshotOf(told, listed), undefined));
}

for (const value of [-1, 1.5, 1e300, '1e3', '-1', [], true, {}]) {
  test(`the count ${JSON.stringify(value)} is left out`, () => {
    const counters = { stats: [{ name: 'cluster.a.upstream_rq_total', value }] };
    const snapshot = snapshotOf(counters, { cluster_statuses: [{ name: 'a' }] });
    assert.equal(snapshot?.get('a')?.counters.size, 0);
  });
}

test('names that could harm a reader are left out', () => {
  const names = ['a\u001b[2J', 'a\u202eb', 'a'.repeat(501), ''];
  assert.equal(snapshotOf({ stats: [] }, { cluster_statuses: names.map((name) => ({ name })) })?.size, 0);
});

test('no JSON of any shape is too strange', () => {
  const shapes = fc.record({
    name: fc.oneof(fc.constantFrom('cluster.a.upstream_rq_total', '__proto__', 'a'), fc.jsonValue()),
    value: fc.jsonValue(),
    host_statuses: fc.oneof(
      fc.jsonValue(),
      fc.array(fc.record({ address: fc.jsonValue(), stats: fc.jsonValue() })),
    ),
  });
  const list = fc.array(fc.oneof(shapes, fc.jsonValue()));
  fc.assert(
    fc.property(list, list, (stats, cluster_statuses) => void snapshotOf({ stats }, { cluster_statuses })),
  );
});
