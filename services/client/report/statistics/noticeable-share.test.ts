import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { chanceToMiss } from './calls-to-see-all.ts';
import { noticeableShare } from './noticeable-share.ts';

const cases: [n: number, share: number][] = [
  [0, 1],
  [1, 0.999],
  [25, 0.24142],
  [100, 0.066746],
  [1000, 0.0068839],
];

for (const [n, share] of cases) {
  test(`${n} calls would have shown a stray version with a share of ${share} at α = 0.001`, () => {
    assert.ok(Math.abs(noticeableShare(n, 0.001) - share) < 1e-5, `it is ${noticeableShare(n, 0.001)}`);
  });
}

test('a stray version of that share is missed with probability α', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 1e-6, max: 0.5, noNaN: true }),
      (n, alpha) => {
        assert.ok(Math.abs(chanceToMiss([noticeableShare(n, alpha)], n) / alpha - 1) < 1e-9);
      },
    ),
  );
});
