import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { countEqualOutcomes, equalOutcomes } from './equal-outcomes.ts';
import type { Outcomes } from './outcomes.ts';
import { uniformShares } from './shares.ts';
import { countUnequalOutcomes, unequalOutcomes } from './unequal-outcomes.ts';

const equal: [n: number, backends: number, count: number][] = [
  [0, 3, 1],
  [1, 3, 1],
  [5, 1, 1],
  [5, 2, 3],
  [5, 3, 5],
  [5, 5, 7],
  [5, 100, 7],
  [100, 100, 190_569_292],
];

for (const [n, backends, count] of equal) {
  test(`${n} calls can fall on ${backends} equal backends in ${count} ways`, () => {
    assert.equal(countEqualOutcomes(n, backends, Number.POSITIVE_INFINITY), count);
  });
}

const unequal: [n: number, backends: number, count: number][] = [
  [0, 3, 1],
  [1, 3, 3],
  [5, 1, 1],
  [5, 2, 6],
  [5, 3, 21],
  [10, 10, 92_378],
];

for (const [n, backends, count] of unequal) {
  test(`${n} calls can fall on ${backends} unequal backends in ${count} ways`, () => {
    assert.equal(countUnequalOutcomes(n, backends, Number.POSITIVE_INFINITY), count);
  });
}

test('counting ends soon after the limit', () => {
  assert.ok(countEqualOutcomes(1_000, 1_000, 100) > 100);
  assert.ok(countUnequalOutcomes(1_000, 1_000, 100) > 100);
  assert.ok(countUnequalOutcomes(1_000, 1_000, 100) < 1e6);
});

/** The probabilities sum to 1, and the mean of Pearson's distance is K − 1 for any shares, not only roughly. */
function assertComplete({ distances, probabilities }: Outcomes, backends: number) {
  const sum = probabilities.reduce((total, probability) => total + probability, 0);
  const mean = probabilities.reduce((total, chance, i) => total + chance * (distances[i] as number), 0);
  assert.ok(Math.abs(sum - 1) < 1e-10, `they sum to ${sum}`);
  assert.ok(Math.abs(mean - (backends - 1)) < 1e-8 * backends, `their mean distance is ${mean}`);
}

test('the outcomes over equal backends are complete', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 40 }), (n, backends) => {
      const count = countEqualOutcomes(n, backends, Number.POSITIVE_INFINITY);
      assertComplete(equalOutcomes(n, backends, count), backends);
    }),
  );
});

test('the outcomes over unequal backends are complete', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 15 }), weights, (n, parts) => {
      const sum = parts.reduce((total, part) => total + part, 0);
      const shares = parts.map((part) => part / sum);
      const count = countUnequalOutcomes(n, shares.length, Number.POSITIVE_INFINITY);
      assertComplete(unequalOutcomes(n, shares, count), shares.length);
    }),
  );
});

test('no calls have one outcome, which is perfect', () => {
  const one = { distances: new Float64Array([0]), probabilities: new Float64Array([1]) };
  assert.deepEqual(unequalOutcomes(0, uniformShares(3), 1), one);
  const { distances, probabilities } = equalOutcomes(0, 3, 1);
  assert.deepEqual(distances, one.distances);
  assert.ok(Math.abs((probabilities[0] as number) - 1) < 1e-12);
});
