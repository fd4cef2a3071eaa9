import assert from 'node:assert/strict';
import test from 'node:test';
import {
  answer,
  evidenceOf,
  type GivenRun,
  inOrder,
  proxyInsight,
  shared,
  times,
  weights,
} from '../../../../test/helpers/report-values.ts';
import type { ProxyEndpoint } from '../proxy/proxy-schema.ts';
import { balanceRules } from './balance-rules.ts';
import type { Evidence } from './evidence.ts';
import { failureRules } from './failure-rules.ts';
import { causeRules, findCauses } from './find-causes.ts';

const pinned = shared({ a: 25 });
const even = shared({ a: 10, b: 10, c: 10 });
const addresses = ['10.0.0.1:9000', '10.0.0.2:9000', '10.0.0.3:9000'];
const roundRobin = { policy: 'round_robin' } as const;
const endpoint = (healthy: boolean): ProxyEndpoint => ({
  ...{ address: '10.0.0.1:9000', clusters: [], requests: 1, connections: 1, zone: null, replies: 1 },
  healthy,
});
const inStretches = inOrder(times(40, answer('a', { client: 1 })), times(40, answer('b', { client: 2 })));

const inVersions = inOrder(
  times(40, answer('a', { version: 'l1', address: '10.0.0.1' })),
  times(40, answer('b', { version: 'l2', address: '10.0.0.2' })),
);

/** Evidence that shows a cause, and the same without what shows it. */
const table: readonly (readonly [id: string, given: GivenRun, without: GivenRun])[] = [
  ['only-one-backend', { calls: pinned, expected: { count: 1 } }, { calls: pinned }],
  [
    'backends-unknown',
    { calls: pinned, expected: { count: 1, from: 'observation' } },
    { calls: pinned, expected: { count: 1 } },
  ],
  ['anonymous-backends', { calls: pinned, isNamed: false }, { calls: pinned }],
  [
    'new-pods-unseen',
    {
      calls: shared({ a: 30, b: 30 }),
      run: { ...roundRobin, channel: 'shared' },
      channel: { addresses: addresses.slice(0, 2) },
      expected: { addresses: ['10.0.0.1', '10.0.0.2', '10.0.0.3'] },
    },
    {
      calls: shared({ a: 30, b: 30 }),
      run: { ...roundRobin, channel: 'shared' },
      channel: { addresses },
      expected: { addresses: ['10.0.0.1', '10.0.0.2', '10.0.0.3'] },
    },
  ],
  [
    'address-unreachable',
    {
      calls: shared({ a: 30 }, { address: '10.0.0.1:9000' }),
      run: roundRobin,
      channel: { addresses, errors: ['connect ECONNREFUSED 10.0.0.2:9000'] },
      expected: { from: 'target', addresses },
    },
    {
      calls: shared({ a: 30 }, { address: '10.0.0.1:9000' }),
      run: roundRobin,
      channel: { addresses, errors: [] },
      expected: { from: 'target', addresses },
    },
  ],
  [
    'backends-changed',
    { calls: shared({ a: 30, b: 30 }), expected: { hasChanged: true } },
    { calls: shared({ a: 30, b: 30 }) },
  ],
  [
    'silent-within-version',
    { calls: inVersions, expectation: weights('l1=1,l2=1'), expected: { addresses } },
    { calls: inVersions, expected: { addresses } },
  ],
  [
    'sticky-hash',
    { calls: pinned, more: { proxyPolicies: ['RING_HASH'] } },
    { calls: pinned, more: { proxyPolicies: ['ROUND_ROBIN'] } },
  ],
  [
    'plain-tcp-port',
    { calls: pinned, more: { proxy: proxyInsight({ forwards: 'bytes' }) } },
    { calls: pinned, more: { proxy: proxyInsight({ forwards: 'calls' }) } },
  ],
  [
    'one-endpoint',
    { calls: pinned, more: { proxy: proxyInsight({ endpoints: [endpoint(true), endpoint(false)] }) } },
    { calls: pinned, more: { proxy: proxyInsight({ endpoints: [endpoint(true), endpoint(true)] }) } },
  ],
  [
    'ambient-without-waypoint',
    { calls: pinned, more: { meshMode: 'istio-ambient' } },
    { calls: pinned, more: { meshMode: 'none' } },
  ],
  [
    'client-not-in-mesh',
    { calls: pinned, more: { serverHeaders: ['istio-envoy'] } },
    { calls: pinned, more: { serverHeaders: ['istio-envoy'], proxy: proxyInsight() } },
  ],
  [
    'one-address',
    { calls: pinned, run: roundRobin },
    { calls: pinned, run: roundRobin, channel: { addresses } },
  ],
  ['pick-first', { calls: pinned, channel: { addresses } }, { calls: pinned }],
  [
    'per-connection',
    { calls: inStretches, channel: { connections: 2 }, expected: { count: 2 } },
    { calls: inStretches, run: { channel: 'per-call' }, expected: { count: 2 } },
  ],
  ['one-connection', { calls: pinned }, { calls: pinned, channel: { connections: 4 } }],
  ['balanced-by-proxy', { calls: even, more: { isSpreadBeyondClient: true } }, { calls: even }],
  [
    'balanced-by-client',
    { calls: even, run: roundRobin, channel: { addresses } },
    { calls: even, run: roundRobin },
  ],
  [
    'balanced-by-connections',
    { calls: even, run: { channel: 'per-call' }, channel: { connections: 30 } },
    { calls: even },
  ],
  ['retries', { calls: even, more: { attempts: 2 } }, { calls: even, more: { attempts: 1 } }],
];

const idsOf = (evidence: Evidence) => {
  const { cause, others } = findCauses(evidence);
  return [cause, ...others].map(({ id }) => id);
};

for (const [id, given, without] of table) {
  test(`${id} is found by its evidence, and not without it`, () => {
    assert.ok(idsOf(evidenceOf(given)).includes(id), idsOf(evidenceOf(given)).join());
    assert.ok(!idsOf(evidenceOf(without)).includes(id), 'without');
  });
}

test('every rule that is not about failures is in the table', () => {
  const covered = new Set([...table.map(([id]) => id), ...failureRules.map(({ id }) => id)]);
  assert.deepEqual(
    causeRules.map(({ id }) => id).filter((id) => !covered.has(id)),
    [],
  );
});

test('a cause has an id of its own, and says when it holds', () => {
  const ids = causeRules.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, when } of causeRules) {
    assert.match(id, /^[a-z]+(?:-[a-z]+)*$/);
    assert.match(when, /^\S.+\.$/);
  }
});

test('what is wrong can be helped: there are remedies for all but why it is balanced', () => {
  const needNone = new Set(balanceRules.map(({ id }) => id));
  for (const [id, given] of table) {
    const evidence = evidenceOf(given);
    const finding = causeRules.find((rule) => rule.id === id)?.find(evidence);
    assert.equal(finding?.remedies.length === 0, needNone.has(id), id);
    assert.notDeepEqual(finding?.evidence, [], id);
    assert.match(finding?.sentence ?? '', /^\S.+\.$/, id);
  }
});
