import assert from 'node:assert/strict';
import test from 'node:test';
import {
  answer,
  evidenceOf,
  failedCall,
  type GivenRun,
  inOrder,
  times,
} from '../../../../test/helpers/report-values.ts';
import { findUnit } from './unit.ts';

function unitOf(given: GivenRun) {
  const { run, channel, tally } = evidenceOf(given);
  return findUnit({ run, channel, tally, calls: given.calls ?? [] });
}

/** So many calls that one backend answered on one connection of this client. */
const stretch = (name: string, client: number, count = 10) => times(count, answer(name, { client }));
const twoStretches = inOrder(stretch('a', 1), stretch('b', 2));
const mixed = inOrder(...Array.from({ length: 10 }, () => [...stretch('a', 1, 1), ...stretch('b', 1, 1)]));
const several = { addresses: ['x', 'y'] };

for (const [name, given, kind, isSpreadBeyondClient] of [
  ['one backend answered everything', { calls: inOrder(stretch('a', 1), stretch('a', 2)) }, 'call', false],
  ['nobody answered', { calls: inOrder(times(3, failedCall('UNAVAILABLE'))) }, 'call', false],
  ['each of two connections kept to one backend', { calls: twoStretches }, 'connection', false],
  ['calls of one connection were answered by two backends', { calls: mixed }, 'call', true],
  ['each call had a channel of its own', { calls: mixed, run: { channel: 'per-call' } }, 'call', false],
  [
    'round_robin went round several addresses',
    { calls: twoStretches, channel: several, run: { policy: 'round_robin' } },
    'call',
    false,
  ],
  [
    'more backends answered than round_robin had addresses',
    {
      calls: inOrder(stretch('a', 1), stretch('b', 1), stretch('c', 1)),
      channel: several,
      run: { policy: 'round_robin' },
    },
    'call',
    true,
  ],
  [
    'round_robin had one address',
    { calls: twoStretches, run: { policy: 'round_robin' } },
    'connection',
    false,
  ],
  ['pick_first had several addresses', { calls: twoStretches, channel: several }, 'connection', false],
  [
    'of one call nobody knows the connection',
    { calls: inOrder(stretch('a', 1), stretch('b', 2), [answer('b')]) },
    'call',
    false,
  ],
  [
    'two calls of twenty-two were made on the next connection',
    { calls: inOrder(stretch('a', 1), stretch('b', 1, 2), stretch('b', 2)) },
    'connection',
    false,
  ],
  [
    'three calls of twenty-three were not',
    { calls: inOrder(stretch('a', 1), stretch('b', 1, 3), stretch('b', 2)) },
    'call',
    true,
  ],
  [
    'a canary answered one call in twenty of the only connection',
    { calls: inOrder(stretch('a', 1), stretch('b', 1, 1), stretch('a', 1, 9)) },
    'call',
    true,
  ],
  [
    'a canary answered few calls of each of two connections',
    { calls: inOrder(stretch('a', 1), stretch('b', 1, 1), stretch('a', 2), stretch('b', 2, 1)) },
    'call',
    true,
  ],
  [
    'the last two calls of twenty-two were made on a connection of which nothing else is known',
    { calls: inOrder(stretch('a', 1, 20), stretch('b', 1, 2)), channel: { connections: 2 } },
    'connection',
    false,
  ],
  [
    'calls failed in between',
    { calls: inOrder(stretch('a', 1), times(9, failedCall('UNAVAILABLE')), stretch('b', 2)) },
    'connection',
    false,
  ],
] as const) {
  test(`when ${name}, the unit is the ${kind}${isSpreadBeyondClient ? ', and something beyond the client spreads' : ''}`, () => {
    const unit = unitOf(given as GivenRun);
    assert.deepEqual([unit.kind, unit.isSpreadBeyondClient], [kind, isSpreadBeyondClient]);
  });
}

test('calls are counted by calls, and connections by the backend that answered most of each', () => {
  const countsBy = (given: GivenRun) => evidenceOf(given).tally.backends.map(unitOf(given).countOf);
  const calls = inOrder(stretch('a', 1, 20), stretch('b', 2, 15), stretch('b', 3, 4), stretch('a', 3, 1));
  assert.deepEqual(countsBy({ calls }), [1, 2]);
  assert.deepEqual(countsBy({ calls, run: { channel: 'per-call' } }), [21, 19]);
});
