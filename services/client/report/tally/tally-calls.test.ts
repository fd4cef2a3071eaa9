import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { answer, failedCall, inOrder, shared, times } from '../../../../test/helpers/report-values.ts';
import { groupCalls } from './group-calls.ts';
import { tallyCalls } from './tally-calls.ts';

const nothingExpected = { ofBackend: null, ofVersion: () => null };

test('the busiest backend comes first, and equals by name', () => {
  const groups = groupCalls(shared({ c: 2, b: 3, d: 3, a: 2 }));
  assert.deepEqual(
    groups.map(({ backend, latenciesMs }) => [backend.name, latenciesMs.length]),
    [
      ['b', 3],
      ['d', 3],
      ['a', 2],
      ['c', 2],
    ],
  );
});

test('calls that failed belong to nobody', () => {
  assert.deepEqual(groupCalls(inOrder(times(3, failedCall('INTERNAL')))), []);
});

test('times and connections are those of the backend; a call may not tell its connection', () => {
  const [group] = groupCalls(
    inOrder([
      answer('a', { latencyMs: 5, connection: 2 }),
      answer('a', { latencyMs: 3, connection: 1 }),
      answer('a', { latencyMs: 4, connection: 2 }),
      answer('a', { latencyMs: 1, connection: null }),
    ]),
  );
  assert.deepEqual(group?.latenciesMs, [5, 3, 4, 1]);
  assert.deepEqual(
    [...(group?.connections ?? [])],
    [
      [2, 2],
      [1, 1],
    ],
  );
});

test('a run is added up by backend, version, node and zone', () => {
  const calls = inOrder(
    times(5, answer('a', { version: 'l1', node: 'n1', zone: 'z1', address: '10.0.0.1', connection: 9 })),
    times(3, answer('b', { version: 'l1', node: 'n2', zone: 'z1', address: '10.0.0.2' })),
    times(2, answer('c', { address: '10.0.0.3', latencyMs: 7 })),
  );
  const expected = { ofBackend: 0.25, ofVersion: (version: string | null) => (version === 'l1' ? 1 : 0) };
  const tally = tallyCalls(calls, expected, ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4']);
  const [a, b, c] = tally.backends;
  assert.deepEqual([a?.name, a?.calls, a?.share, a?.expectedShare], ['a', 5, 0.5, 0.25]);
  assert.deepEqual(
    [a?.node, a?.zone, a?.address, a?.connections],
    ['n1', 'z1', '10.0.0.1', [{ number: 9, calls: 5 }]],
  );
  assert.deepEqual([b?.name, c?.name, c?.latencyMs.max], ['b', 'c', 7]);
  const told = (groups: typeof tally.versions) =>
    groups.map(({ name, backends, calls: count, share, expectedShare }) => [
      name,
      backends,
      count,
      share,
      expectedShare,
    ]);
  assert.deepEqual(told(tally.versions), [
    ['l1', 2, 8, 0.8, 1],
    [null, 1, 2, 0.2, 0],
  ]);
  assert.deepEqual(told(tally.nodes), [
    ['n1', 1, 5, 0.5, null],
    ['n2', 1, 3, 0.3, null],
    [null, 1, 2, 0.2, null],
  ]);
  assert.deepEqual(told(tally.zones), [
    ['z1', 2, 8, 0.8, null],
    [null, 1, 2, 0.2, null],
  ]);
  assert.deepEqual(tally.silent, ['10.0.0.4']);
  assert.deepEqual(tally.latencyMs, { p50: 1, p90: 7, p99: 7, max: 7 });
});

test('connections are in the order of their numbers', () => {
  const calls = inOrder([3, 1, 2, 1].map((connection) => answer('a', { connection })));
  assert.deepEqual(tallyCalls(calls, nothingExpected, []).backends[0]?.connections, [
    { number: 1, calls: 2 },
    { number: 2, calls: 1 },
    { number: 3, calls: 1 },
  ]);
});

test('a run without answers has nobody, no time, and all that failed', () => {
  const tally = tallyCalls(inOrder(times(2, failedCall('UNAVAILABLE', 'no'))), nothingExpected, ['10.0.0.1']);
  assert.deepEqual(tally, {
    backends: [],
    silent: ['10.0.0.1'],
    versions: [],
    nodes: [],
    zones: [],
    latencyMs: null,
    failures: [{ status: 'UNAVAILABLE', message: 'no', calls: 2 }],
  });
});

test('when an answer tells no address, nobody is called silent', () => {
  const calls = inOrder([answer('a', { address: '10.0.0.1' }), answer('b')]);
  assert.deepEqual(tallyCalls(calls, nothingExpected, ['10.0.0.1', '10.0.0.2']).silent, []);
});

test('failures are told by status and message, the most frequent first', () => {
  const calls = inOrder(
    times(1, failedCall('INTERNAL', 'a')),
    times(3, failedCall('UNAVAILABLE', 'a')),
    times(2, failedCall('UNAVAILABLE', 'b')),
    times(1, failedCall('INTERNAL', 'a')),
  );
  assert.deepEqual(
    tallyCalls(calls, nothingExpected, []).failures.map(({ status, message, calls: count }) => [
      status,
      message,
      count,
    ]),
    [
      ['UNAVAILABLE', 'a', 3],
      ['INTERNAL', 'a', 2],
      ['UNAVAILABLE', 'b', 2],
    ],
  );
});

test('twenty different failures are told, the most frequent among them', () => {
  const calls = inOrder(
    ...Array.from({ length: 30 }, (_, n) => [failedCall('INTERNAL', `message ${n}`)]),
    times(5, failedCall('INTERNAL', 'often')),
  );
  const { failures } = tallyCalls(calls, nothingExpected, []);
  assert.deepEqual([failures.length, failures[0]], [20, { status: 'INTERNAL', message: 'often', calls: 5 }]);
});

test('no call is lost and shares add up to 1, whoever answered', () => {
  const record = fc
    .tuple(fc.nat({ max: 9 }), fc.constantFrom('l1', 'l2', null), fc.nat({ max: 3 }), fc.boolean())
    .map(([pod, version, connection, isAnswered]) =>
      isAnswered ? answer(`pod-${pod}`, { version, connection }) : failedCall('INTERNAL', `${pod}`),
    );
  fc.assert(
    fc.property(fc.array(record, { minLength: 1 }), (calls) => {
      const tally = tallyCalls(inOrder(calls), nothingExpected, []);
      const answered = calls.filter(({ failure }) => failure === null).length;
      const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
      for (const groups of [tally.backends, tally.versions, tally.nodes, tally.zones]) {
        assert.equal(sum(groups.map(({ calls: count }) => count)), answered);
        assert.ok(answered === 0 || Math.abs(sum(groups.map(({ share }) => share)) - 1) < 1e-9);
        for (const { share, interval } of groups) assert.ok(interval.low <= share && share <= interval.high);
      }
      assert.equal(sum(tally.failures.map(({ calls: count }) => count)), calls.length - answered);
      for (const backend of tally.backends)
        assert.equal(sum(backend.connections.map(({ calls: count }) => count)), backend.calls);
    }),
  );
});
