import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { callsToSeeAll, chanceToMiss } from './calls-to-see-all.ts';
import { someShares } from './random-shares.ts';
import { uniformShares } from './shares.ts';

const evenly: [backends: number, calls: number][] = [
  [1, 1],
  [2, 11],
  [3, 20],
  [5, 39],
  [10, 88],
  [30, 305],
];

for (const [backends, calls] of evenly) {
  test(`to see all of ${backends} equal backends at α = 0.001 takes ${calls} calls`, () => {
    assert.equal(callsToSeeAll(uniformShares(backends), 0.001), calls);
  });
}

const weighted: [shares: number[], alpha: number, calls: number][] = [
  [[0.9, 0.1], 0.001, 66],
  [[0.9, 0.1, 0], 0.001, 66],
  [[0.9, 0.1], 0.5, 7],
  [[0.99, 0.01], 0.001, 688],
  [[1, 0], 0.001, 1],
];

for (const [shares, alpha, calls] of weighted) {
  test(`to see all of the shares ${shares.join(', ')} at α = ${alpha} takes ${calls} calls`, () => {
    assert.equal(callsToSeeAll(shares, alpha), calls);
  });
}

test('one call less would be too few', () => {
  fc.assert(
    fc.property(someShares, fc.double({ min: 1e-6, max: 0.5, noNaN: true }), (shares, alpha) => {
      const calls = callsToSeeAll(shares, alpha);
      assert.ok(chanceToMiss(shares, calls) <= alpha);
      assert.ok(chanceToMiss(shares, calls - 1) > alpha);
    }),
  );
});

const chances: [shares: number[], n: number, chance: number][] = [
  [[0.5, 0.5], 0, 1],
  [[0.5, 0.5], 1, 1],
  [[0.5, 0.5], 2, 0.5],
  [[0.5, 0.5, 0], 3, 0.25],
  [[0.75, 0.25], 2, 0.625],
  [[1], 0, 1],
  [[1], 1, 0],
];

for (const [shares, n, chance] of chances) {
  test(`after ${n} calls, one of the shares ${shares.join(', ')} is missed with probability ${chance}`, () => {
    assert.equal(chanceToMiss(shares, n), chance);
  });
}
