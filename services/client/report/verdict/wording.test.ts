import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  answer,
  failedCall,
  type GivenRun,
  inOrder,
  on,
  shared,
  times,
  versions,
  weights,
} from '../../../../test/helpers/report-values.ts';
import { saidOf } from '../../../../test/helpers/said-of.ts';

const stretches = (a: number, b: number) =>
  inOrder(on(1, ...times(a, answer('a'))), on(2, ...times(b, answer('b'))));
const two = { count: 2 };

for (const [name, given, headline, strength] of [
  [
    'one call of one failed',
    { calls: [failedCall('UNAVAILABLE', 'refused.')] },
    '1 of 1 call failed: UNAVAILABLE refused.',
    null,
  ],
  [
    'calls failed without a word',
    { calls: [...shared({ a: 3 }), failedCall('UNKNOWN')] },
    '1 of 4 calls failed: UNKNOWN.',
    null,
  ],
  ['nothing was called', {}, 'No call was made.', null],
  [
    'one call was answered by nobody knows whom',
    { calls: shared({ a: 1 }), isNamed: false },
    '1 call was answered, but by whom is not known: the server sends no hello-pod.',
    null,
  ],
  [
    'calls were answered by nobody knows whom',
    { calls: shared({ a: 9 }), isNamed: false },
    '9 calls were answered, but by whom is not known: the server sends no hello-pod.',
    null,
  ],
  [
    'there is one backend',
    { calls: shared({ a: 9 }), expected: { count: 1 } },
    'a is the only backend, so there is nothing to balance.',
    null,
  ],
  [
    'one backend answered one call',
    { calls: shared({ a: 1 }), expected: { count: 1, from: 'observation' } },
    'a answered the only call; how many backends there are is not known.',
    null,
  ],
  [
    'one backend answered everything',
    { calls: shared({ a: 9 }), expected: { count: 1, from: 'observation' } },
    'a answered all 9 calls; how many backends there are is not known.',
    null,
  ],
  [
    'one of three got all',
    { calls: shared({ a: 25 }) },
    '25 of 25 calls were answered by a; 2 of 3 backends got none.',
    'By an even spread that happens once in 282,429,536,481 times.',
  ],
  [
    'one of three got all of very many',
    { calls: shared({ a: 100 }) },
    '100 of 100 calls were answered by a; 2 of 3 backends got none.',
    'By an even spread that happens less than once in a trillion times.',
  ],
  [
    'one call is too few',
    { calls: shared({ a: 1 }) },
    '1 call reached 1 backend; 20 are needed to tell.',
    '20 calls show every one of 3 with 99.9 %; this run had 1.',
  ],
  [
    'calls are too few',
    { calls: shared({ a: 3, b: 4 }) },
    '7 calls reached 2 backends; 20 are needed to tell.',
    '20 calls show every one of 3 with 99.9 %; this run had 7.',
  ],
  [
    'connections are too few',
    { calls: stretches(50, 50), channel: { connections: 2 }, expected: two },
    '2 connections reached 2 backends; 11 are needed to tell.',
    '11 connections (about 550 calls) show every one of 2 with 99.9 %; this run had 2.',
  ],
  [
    'calls are too few to show another version',
    { calls: versions(20, 0), expectation: weights('l1=1') },
    '20 calls reached 1 backend; 66 are needed to tell.',
    '66 calls show another that gets a tenth of them with 99.9 %; this run had 20.',
  ],
  [
    'backends came and went',
    { calls: shared({ a: 30, b: 10 }), expected: { hasChanged: true } },
    '40 calls reached 2 backends, which changed while the run went on.',
    null,
  ],
  ['one got none', { calls: shared({ a: 10, b: 12 }) }, '1 of 3 backends got none of 22 calls.', null],
  [
    'one call went where none should',
    { calls: versions(0, 1), expectation: weights('l1=1') },
    '1 call was not spread as expected: l1 got 0 % (100 % expected), l2 got 100 % (0 % expected).',
    'By the expected spread, shares this far off or farther come up less than once in a trillion times (exact multinomial).',
  ],
  [
    'a version names itself nothing',
    { calls: shared({ a: 5 }), expectation: weights('l1=1') },
    '5 calls were not spread as expected: l1 got 0 % (100 % expected), no version got 100 % (0 % expected).',
    'By the expected spread, shares this far off or farther come up less than once in a trillion times (exact multinomial).',
  ],
] as const) {
  test(`when ${name}: ${headline}`, () => {
    assert.deepEqual(saidOf(given as GivenRun), { headline, strength });
  });
}

test('whatever a run was, it is told in a sentence without holes', () => {
  const counts = fc.array(fc.nat({ max: 60 }), { maxLength: 6 });
  const lists = fc.constantFrom(undefined, weights('l1=90,l2=10'), weights('l1=1'));
  fc.assert(
    fc.property(
      counts,
      fc.nat({ max: 2 }),
      fc.nat({ max: 8 }),
      lists,
      (given, failed, count, expectation) => {
        const answered = given.map((calls, n) =>
          times(calls, answer(`pod-${n}`, { version: `l${n}`, connection: n })),
        );
        const calls = inOrder(...answered, times(failed, failedCall('INTERNAL')));
        const expected = { count: Math.max(count, given.filter((number) => number > 0).length) };
        const { headline, strength } = saidOf({ calls, expected, expectation, channel: { connections: 6 } });
        for (const sentence of [headline, strength ?? 'Nothing.']) {
          assert.match(sentence, /\.$/);
          assert.doesNotMatch(
            sentence,
            /undefined|null|NaN|Infinity|\b1 (?:calls|backends|versions|connections)\b/,
          );
        }
      },
    ),
  );
});
