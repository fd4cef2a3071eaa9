import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { chiSquareTail } from './chi-square.ts';
import { criticalDistance } from './critical-distance.ts';
import { fitTest } from './fit-test.ts';
import { uniformShares } from './shares.ts';

/** The probabilities of 0 … n hits, each from the one before. */
function binomial(n: number, share: number): number[] {
  const chances = [(1 - share) ** n];
  for (let k = 1; k <= n; k++)
    chances.push((((chances[k - 1] as number) * (n - k + 1)) / k) * (share / (1 - share)));
  return chances;
}

test('of two backends, the exact test is the two-sided binomial test', () => {
  const share = fc.integer({ min: 1, max: 19 }).map((parts) => parts / 20);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), share, fc.nat(), (n, part, some) => {
      const count = some % (n + 1);
      const isAsFar = (_: number, k: number) => Math.abs(k - n * part) >= Math.abs(count - n * part) - 1e-9;
      const expected = binomial(n, part)
        .filter(isAsFar)
        .reduce((sum, chance) => sum + chance, 0);
      const exact = fitTest(n, [part, 1 - part]);
      assert.equal(exact.name, 'exact multinomial');
      assert.ok(Math.abs(exact.pValue(exact.distance([count, n - count])) / expected - 1) < 1e-6);
    }),
  );
});

test('the exact test of three backends agrees with going through all sequences of calls', () => {
  const shares = [0.5, 0.3, 0.2];
  const n = 6;
  const { distance, pValue } = fitTest(n, shares);
  const sequences = Array.from({ length: 3 ** n }, (_, i) =>
    Array.from(i.toString(3).padStart(n, '0'), Number),
  );
  const outcomes = sequences.map((sequence) => ({
    chance: sequence.reduce((product, backend) => product * (shares[backend] as number), 1),
    distance: distance(shares.map((_, backend) => sequence.filter((other) => other === backend).length)),
  }));
  for (const { distance: least } of outcomes) {
    const farther = outcomes.filter((other) => other.distance >= least - 1e-9);
    const expected = farther.reduce((sum, { chance }) => sum + chance, 0);
    assert.ok(Math.abs(pValue(least) - expected) < 1e-12);
  }
});

test('equal shares and shares that differ by next to nothing have the same exact p-values', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(8), { minLength: 2, maxLength: 4 }), (counts) => {
      const n = counts.reduce((sum, count) => sum + count, 0);
      const equal = uniformShares(counts.length);
      const hair = 1e-8;
      const nearly = equal.map((share, i) => (i === 0 ? share + hair : share - hair / (counts.length - 1)));
      const [one, other] = [fitTest(n, equal), fitTest(n, nearly)];
      const even = one.pValue(one.distance(counts));
      // The hair may part what is a tie among equal shares; then the p-value is that of a part of the tie.
      const least = one.pValue(one.distance(counts) + 1e-3);
      const found = other.pValue(other.distance(counts));
      assert.ok(found <= even + 1e-5 && found >= least - 1e-5);
    }),
  );
});

for (const [n, backends] of [
  [120, 5],
  [200, 4],
  [1_000, 3],
] as const) {
  test(`${n} calls over ${backends} backends have nearly the exact p-value by chi-square`, () => {
    const exact = fitTest(n, uniformShares(backends));
    assert.equal(exact.name, 'exact multinomial');
    for (const p of [0.5, 0.1, 0.01, 0.001]) {
      const distance = criticalDistance(exact, p);
      const approximate = chiSquareTail(distance, backends - 1);
      assert.ok(approximate > 0.75 * p && approximate < 1.35 * p, `${approximate} for ${p}`);
    }
  });
}

test('a count is beyond the critical distance when its p-value is below α', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { minLength: 2, maxLength: 5 }), (counts) => {
      const n = counts.reduce((sum, count) => sum + count, 0);
      const { name, distance, pValue } = fitTest(n, uniformShares(counts.length));
      const isBeyond = distance(counts) >= criticalDistance({ name, distance, pValue }, 0.05);
      assert.equal(isBeyond, pValue(distance(counts)) < 0.05);
    }),
  );
});

test('few calls never reach the critical distance', () => {
  const few = fitTest(5, uniformShares(2));
  assert.ok(few.distance([5, 0]) < criticalDistance(few, 0.001));
});

// From the finite sums for odd and even degrees of freedom (Abramowitz, Stegun, 26.4.4 and 26.4.5).
const tails: [x: number, df: number, tail: number][] = [
  [0, 3, 1],
  [3.841459, 1, 0.05],
  [13.815511, 2, 0.001],
  [58.301173, 29, 0.001],
  [148.230359, 99, 0.001],
  [100, 1, 1.523971e-23],
];

for (const [x, df, tail] of tails) {
  test(`chi-square with ${df} degrees of freedom is at least ${x} with probability ${tail}`, () => {
    assert.ok(Math.abs(chiSquareTail(x, df) / tail - 1) < 1e-5, `it is ${chiSquareTail(x, df)}`);
  });
}

const largest: [what: string, n: number, shares: number[]][] = [
  ['two equal backends', 199_998, uniformShares(2)],
  ['three equal backends', 1_092, uniformShares(3)],
  ['thirty equal backends', 45, uniformShares(30)],
  ['two thousand equal backends', 45, uniformShares(2_000)],
  ['three weighted backends', 440, [0.5, 0.3, 0.2]],
];

for (const [what, n, shares] of largest) {
  test(`the longest exact test of ${what} holds the event loop up for less than 20 ms`, () => {
    // A busy machine is given several chances.
    const times = [1, 2, 3, 4, 5].map(() => {
      const started = performance.now();
      const { pValue, name } = fitTest(n, shares);
      pValue(10);
      assert.equal(name, 'exact multinomial');
      return performance.now() - started;
    });
    assert.ok(Math.min(...times) < 20, `it took ${times}`);
  });
}
