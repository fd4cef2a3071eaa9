import assert from 'node:assert/strict';
import test from 'node:test';
import {
  answer,
  evidenceOf,
  failedCall,
  type GivenRun,
  inOrder,
  on,
  shared,
  times,
  versions,
  weights,
} from '../../../../test/helpers/report-values.ts';

const once = failedCall('UNAVAILABLE', 'no');

/** Two backends of one version, each on a connection of its own, as behind a ClusterIP. */
const twoConnectionsOfOneVersion = inOrder(
  on(1, ...times(10, answer('a', { version: 'l1' }))),
  on(2, ...times(10, answer('b', { version: 'l1' }))),
);

for (const [name, given, verdict, reason] of [
  ['every call failed', { calls: inOrder(times(10, once)) }, 'FAILED', 'calls failed'],
  [
    'one of a thousand calls failed',
    { calls: [...shared({ a: 333, b: 333, c: 333 }), once] },
    'FAILED',
    'calls failed',
  ],
  ['no call was made', {}, 'UNDECIDED', 'nothing was called'],
  [
    'nobody says who it is',
    { calls: shared({ a: 50 }), isNamed: false },
    'UNDECIDED',
    'backends do not tell who they are',
  ],
  [
    'DNS knows one',
    { calls: shared({ a: 50 }), expected: { count: 1, from: 'dns' } },
    'UNDECIDED',
    'only one backend',
  ],
  [
    'the settings know one',
    { calls: shared({ a: 50 }), expected: { count: 1, from: 'configuration' } },
    'UNDECIDED',
    'only one backend',
  ],
  [
    'one answered and nothing is known',
    { calls: shared({ a: 5000 }), expected: { count: 1, from: 'observation' } },
    'UNDECIDED',
    'number of backends unknown',
  ],
  ['one of three got all 8', { calls: shared({ a: 8 }) }, 'PINNED', 'one got all'],
  ['one of three got all 7', { calls: shared({ a: 7 }) }, 'UNDECIDED', 'too few'],
  ['one of two got all 11', { calls: shared({ a: 11 }), expected: { count: 2 } }, 'PINNED', 'one got all'],
  ['one of two got all 10', { calls: shared({ a: 10 }), expected: { count: 2 } }, 'UNDECIDED', 'too few'],
  ['19 calls went to two of three', { calls: shared({ a: 10, b: 9 }) }, 'UNDECIDED', 'too few'],
  ['20 calls went to two of three', { calls: shared({ a: 10, b: 10 }) }, 'UNEVEN', 'one got none'],
  [
    '20 calls went to two of three, and DNS changed meanwhile',
    { calls: shared({ a: 10, b: 10 }), expected: { hasChanged: true } },
    'UNDECIDED',
    'backends changed',
  ],
  [
    'one of three got all, and DNS changed meanwhile',
    { calls: shared({ a: 20 }), expected: { hasChanged: true } },
    'PINNED',
    'one got all',
  ],
  ['shares are far off', { calls: shared({ a: 80, b: 10, c: 10 }) }, 'UNEVEN', 'shares differ'],
  [
    'shares are far off, and DNS changed meanwhile',
    { calls: shared({ a: 80, b: 10, c: 10 }), expected: { hasChanged: true } },
    'UNDECIDED',
    'backends changed',
  ],
  ['shares are a little off', { calls: shared({ a: 12, b: 8, c: 5 }) }, 'BALANCED', 'as expected'],
  ['all is even', { calls: shared({ a: 100, b: 100, c: 100 }) }, 'BALANCED', 'as expected'],
  [
    'all is even, and DNS changed meanwhile',
    { calls: shared({ a: 100, b: 100, c: 100 }), expected: { hasChanged: true } },
    'BALANCED',
    'as expected',
  ],
  [
    'two answered evenly and nothing else is known',
    { calls: shared({ a: 20, b: 20 }), expected: { count: 2, from: 'observation' } },
    'BALANCED',
    'as expected',
  ],
  [
    'weights are kept',
    { calls: versions(90, 10), expectation: weights('l1=90,l2=10') },
    'BALANCED',
    'as expected',
  ],
  [
    'weights are not kept',
    { calls: versions(50, 50), expectation: weights('l1=90,l2=10') },
    'UNEVEN',
    'shares differ',
  ],
  [
    'a version that should get nothing got one call',
    { calls: versions(99, 1), expectation: weights('l1=100') },
    'UNEVEN',
    'shares differ',
  ],
  [
    'one version got all, as it should',
    { calls: versions(100, 0), expectation: weights('l1=1') },
    'BALANCED',
    'as expected',
  ],
  [
    'one version got all of a few',
    { calls: versions(20, 0), expectation: weights('l1=1') },
    'UNDECIDED',
    'too few',
  ],
  [
    'one version of two got all',
    { calls: versions(100, 0), expectation: weights('l1=50,l2=50') },
    'PINNED',
    'one got all',
  ],
  [
    'the smaller version got all',
    { calls: versions(0, 25), expectation: weights('l1=100') },
    'UNEVEN',
    'shares differ',
  ],
  [
    'the smaller version got none, but the run is short',
    { calls: versions(25, 0), expectation: weights('l1=90,l2=10') },
    'UNDECIDED',
    'too few',
  ],
  [
    'two connections reached one version of two, which is no proof',
    { calls: twoConnectionsOfOneVersion, channel: { connections: 2 }, expectation: weights('l1=50,l2=50') },
    'UNDECIDED',
    'too few',
  ],
] as const) {
  test(`when ${name}, the run is ${verdict}: ${reason}`, () => {
    const { judgement } = evidenceOf(given as GivenRun);
    assert.deepEqual([judgement.verdict, judgement.reason], [verdict, reason]);
  });
}

test('the statistics of an even run name the test, what it had and what it needs', () => {
  const { statistics } = evidenceOf({ calls: shared({ a: 9, b: 8, c: 8 }) }).judgement;
  const { power, pValue, neededForPower, ...rest } = statistics;
  assert.deepEqual(rest, { unit: 'call', units: 25, test: 'exact multinomial', alpha: 0.001, needed: 20 });
  assert.ok(pValue !== null && pValue > 0.9 && pValue <= 1, String(pValue));
  assert.ok(power !== null && power > 0.01 && power < 0.06, String(power));
  assert.ok(neededForPower !== null && Math.abs(neededForPower - 297) < 10, String(neededForPower));
});

test('of a run without backends nothing is measured', () => {
  const { statistics, cells } = evidenceOf({ expected: { count: 0, from: 'observation' } }).judgement;
  assert.deepEqual(cells, { names: [], counts: [], shares: [] });
  const nothing = { test: null, pValue: null, needed: null, power: null, neededForPower: null };
  assert.deepEqual(statistics, { unit: 'call', units: 0, alpha: 0.001, ...nothing });
});
