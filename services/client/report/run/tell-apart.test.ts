import assert from 'node:assert/strict';
import test from 'node:test';
import { answer, failedCall, inOrder } from '../../../../test/helpers/report-values.ts';
import { tellApart } from './tell-apart.ts';

/** The names of those who answered at these addresses, all of whom call themselves the same. */
function namesAt(...addresses: readonly (string | null)[]): (string | undefined)[] {
  const calls = inOrder(addresses.map((address) => answer('grpc-0', { address })));
  return tellApart(calls).map(({ answerer }) => answerer?.backend.name);
}

for (const [addresses, names] of [
  [
    ['10.0.0.1', '10.0.0.1'],
    ['grpc-0', 'grpc-0'],
  ],
  [
    ['10.0.0.1', '10.9.0.1'],
    ['grpc-0 (10.0.0.1)', 'grpc-0 (10.9.0.1)'],
  ],
  [
    ['10.0.0.1', 'fd00::1'],
    ['grpc-0', 'grpc-0'],
  ],
  [
    ['10.0.0.1', null],
    ['grpc-0', 'grpc-0'],
  ],
  [
    ['10.0.0.1', '10.9.0.1', null],
    ['grpc-0 (10.0.0.1)', 'grpc-0 (10.9.0.1)', 'grpc-0 (no address)'],
  ],
] as const) {
  test(`one name at ${addresses.join(' and ')} is ${new Set(names).size} backend(s)`, () => {
    assert.deepEqual(namesAt(...addresses), names);
  });
}

test('backends with names of their own, and calls that failed, stay as they are', () => {
  const calls = inOrder([
    answer('a', { address: '10.0.0.1' }),
    answer('b', { address: '10.0.0.1' }),
    failedCall('INTERNAL'),
  ]);
  assert.equal(tellApart(calls), calls);
});

test('what was one object before is one object after', () => {
  const one = answer('grpc-0', { address: '10.0.0.1' });
  const told = tellApart(inOrder([one, one, answer('grpc-0', { address: '10.9.0.1' })]));
  assert.equal(told[0]?.answerer?.backend, told[1]?.answerer?.backend);
  assert.notEqual(told[0]?.answerer?.backend, told[2]?.answerer?.backend);
});
