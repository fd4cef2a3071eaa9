import assert from 'node:assert/strict';
import test from 'node:test';
import Value from 'typebox/value';
import { proxyInsight } from './proxy-insight.ts';
import { proxyInsightSchema } from './proxy-schema.ts';
import { type ProxySnapshot, snapshotOf } from './proxy-snapshot.ts';
import recorded from './recorded/envoy-1.40.json';

const name = 'outbound|9000|v1|grpc.grpc.svc.cluster.local';
const target = {
  host: 'grpc.grpc',
  port: 9000,
  repliesByAddress: new Map([
    ['127.0.0.2', 5],
    ['127.0.0.3', 4],
  ]),
};
const [before, after] = [recorded.before, recorded.after].map(({ stats, clusters }) =>
  snapshotOf(stats, clusters),
);

test('recorded snapshots make an insight', () => {
  const numbers = { connectionsOpened: 4, requests: 9, overflows: 0, retries: 1, ejections: 1, tlsErrors: 0 };
  const common = { clusters: [name], zone: 'zone-a' };
  assert.deepEqual(proxyInsight(before, after, target), {
    ...numbers,
    note: null,
    clusters: [{ name, ...numbers }],
    endpoints: [
      { address: '127.0.0.2:9000', ...common, requests: 5, connections: 2, healthy: true, replies: 5 },
      { address: '127.0.0.3:9000', ...common, requests: 4, connections: 2, healthy: true, replies: 4 },
      { address: '127.0.0.9:1', ...common, requests: 0, connections: 0, healthy: false, replies: 0 },
    ],
    forwards: 'calls',
    agrees: true,
    agreement: 'Per endpoint, the proxy counted as many requests as there were replies.',
  });
});

test('an insight is as its schema says', () => {
  assert.ok(Value.Check(proxyInsightSchema, proxyInsight(before, after, target)));
});

test('without a snapshot there is no insight', () => {
  assert.equal(proxyInsight(undefined, after, target), undefined);
  assert.equal(proxyInsight(before, undefined, target), undefined);
});

type Counts = Readonly<Record<string, number>>;

/** A snapshot of one cluster. */
function snapshot(counters: Counts, endpoints: Readonly<Record<string, Counts>> = {}): ProxySnapshot {
  const map = (counts: Counts) => new Map(Object.entries(counts));
  const told = Object.entries(endpoints).map(
    ([address, counts]) => [address, { healthy: true, zone: null, counters: map(counts) }] as const,
  );
  return new Map([[name, { counters: map(counters), endpoints: new Map(told) }]]);
}

test('a proxy that was restarted counts from zero', () => {
  const counted = {
    upstream_cx_total: 9,
    upstream_rq_total: 90,
    upstream_rq_pending_overflow: 0,
    upstream_rq_retry: 1,
  };
  const anew = {
    upstream_cx_total: 2,
    upstream_rq_total: 8,
    upstream_rq_pending_overflow: 1,
    upstream_rq_retry: 1,
  };
  const insight = proxyInsight(snapshot(counted), snapshot(anew), target);
  assert.deepEqual(
    [insight?.connectionsOpened, insight?.requests, insight?.overflows, insight?.retries],
    [2, 8, 1, 1],
  );
});

test('an endpoint that was replaced counts from zero, one that is new too', () => {
  const replaced = { '127.0.0.2:9000': { cx_total: 3, rq_total: 50, rq_success: 50 } };
  const anew = { cx_total: 1, rq_total: 5, rq_success: 5 };
  const endpoints = { '127.0.0.2:9000': anew, '127.0.0.3:9000': { ...anew, rq_total: 4 } };
  const insight = proxyInsight(snapshot({}, replaced), snapshot({}, endpoints), target);
  assert.deepEqual(
    insight?.endpoints.map(({ requests }) => requests),
    [5, 4],
  );
  assert.deepEqual([insight?.connectionsOpened, insight?.requests, insight?.agrees], [2, 9, true]);
});

test('an endpoint that is gone is listed without its last numbers, and sums over endpoints are not known', () => {
  const counts = { cx_total: 1, rq_total: 0, rq_success: 0 };
  const there = { '127.0.0.2:9000': counts, '127.0.0.3:9000': counts };
  const left = { '127.0.0.2:9000': { cx_total: 1, rq_total: 5, rq_success: 5 } };
  const insight = proxyInsight(snapshot({}, there), snapshot({}, left), target);
  const [, gone] = insight?.endpoints ?? [];
  const expected = {
    clusters: [name],
    requests: null,
    connections: null,
    healthy: false,
    zone: null,
    replies: 4,
  };
  assert.deepEqual(gone, { address: '127.0.0.3:9000', ...expected });
  assert.deepEqual([insight?.connectionsOpened, insight?.requests], [null, null]);
});

test('ejections are none where all counters are told, and unknown where they are chosen', () => {
  const some = { upstream_rq_total: 3 };
  assert.equal(proxyInsight(snapshot({}), snapshot({ ...some, membership_change: 1 }), target)?.ejections, 0);
  const insight = proxyInsight(snapshot({}), snapshot({ ...some, upstream_rq_retry: 0 }), target);
  assert.equal(insight?.ejections, null);
  assert.equal(
    insight?.note,
    "The proxy does not tell its overflows, ejections; it does when the client's pod has the annotation sidecar.istio.io/statsInclusionPrefixes: cluster.outbound.",
  );
});

test('an Envoy that is not of Istio leaves counters out by its own settings', () => {
  const endpoints = new Map([
    [
      '127.0.0.2:9000',
      {
        healthy: true,
        zone: null,
        counters: new Map([
          ['rq_total', 5],
          ['rq_success', 5],
        ]),
      },
    ],
  ]);
  const insight = proxyInsight(new Map(), new Map([['a', { counters: new Map(), endpoints }]]), target);
  assert.equal(
    insight?.note,
    'The proxy does not tell its overflows, retries, ejections; its stats_config leaves these counters out.',
  );
});

test('replies do not tell endpoints of one machine apart unless they name ports', () => {
  const counts = { rq_total: 3, rq_success: 3 };
  const after = snapshot({}, { '127.0.0.2:9000': counts, '127.0.0.2:9001': counts });
  const repliesOf = (replies: Record<string, number>) => {
    const repliesByAddress = new Map(Object.entries(replies));
    const insight = proxyInsight(snapshot({}), after, { ...target, repliesByAddress });
    return [insight?.agrees, ...(insight?.endpoints.map((endpoint) => endpoint.replies) ?? [])];
  };
  assert.deepEqual(repliesOf({ '127.0.0.2': 6 }), [true, null, null]);
  assert.deepEqual(repliesOf({ '127.0.0.2:9000': 3, '127.0.0.2:9001': 3 }), [true, 3, 3]);
  assert.deepEqual(repliesOf({ '127.0.0.2:9000': 2, '127.0.0.2:9001': 4 }), [false, 2, 4]);
});

test('thousands of endpoints take no time', () => {
  const endpoints = Array.from({ length: 10_000 }, (_, n) => [
    `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}:9000`,
    { rq_total: 1 },
  ]);
  const many = Object.fromEntries(endpoints) as Record<string, Counts>;
  const repliesByAddress = new Map(Object.keys(many).map((address) => [address, 1]));
  const beganMs = performance.now();
  assert.equal(
    proxyInsight(snapshot({}, many), snapshot({}, many), { ...target, repliesByAddress })?.agrees,
    false,
  );
  assert.ok(performance.now() - beganMs < 2000);
});
