import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type GoodnessOfFit, goodnessOfFit } from './goodness-of-fit.ts';
import { someShares } from './random-shares.ts';
import { uniformShares } from './shares.ts';

const cases: [counts: number[], shares: number[], test: GoodnessOfFit['test'], pValue: number][] = [
  [[25], [1], 'exact multinomial', 1],
  [[0, 0, 0], uniformShares(3), 'exact multinomial', 1],
  [[8, 8, 9], uniformShares(3), 'exact multinomial', 1],
  [[25, 0, 0], uniformShares(3), 'exact multinomial', 3 ** -24],
  [[3, 0], [0.5, 0.5], 'exact multinomial', 0.25],
  [[9, 1], [0.5, 0.5], 'exact multinomial', 22 / 1024],
  // (2,0,0) and its like: 3 of 9 orders.
  [[2, 0, 0], uniformShares(3), 'exact multinomial', 1 / 3],
  // Distances: (2,0) 2/9, (1,1) 8/9, (0,2) 18; the first two have 0.81 and 0.18.
  [[1, 1], [0.9, 0.1], 'exact multinomial', 0.19],
  [[0, 2], [0.9, 0.1], 'exact multinomial', 0.01],
  [[9, 1, 0], [0.9, 0.1, 0], 'exact multinomial', 1],
  [[9, 0, 1], [0.9, 0.1, 0], 'exact multinomial', 0],
  [[1, 10], [1, 0], 'exact multinomial', 0],
  // X² = 4.4 with 9 degrees of freedom, and 64 with 4: exp(−32)·(1 + 32).
  [[110, 90, 100, 110, 90, 100, 98, 102, 104, 96], uniformShares(10), 'chi-square', 0.88317138],
  [[170, 70, 80, 90, 90], uniformShares(5), 'chi-square', 33 * Math.exp(-32)],
];

for (const [counts, shares, name, pValue] of cases) {
  const parts = shares.map((share) => Number(share.toPrecision(2))).join(', ');
  test(`the ${name} test of ${counts.join(', ')} against ${parts} gives ${pValue.toPrecision(3)}`, () => {
    const fit = goodnessOfFit(counts, shares);
    assert.equal(fit.test, name);
    assert.ok(Math.abs(fit.pValue - pValue) <= 1e-5 * pValue, `it is ${fit.pValue}`);
  });
}

const refused: [why: string, counts: number[], shares: number[]][] = [
  ['fewer counts than shares', [1], [0.5, 0.5]],
  ['a negative count', [-1, 2], [0.5, 0.5]],
  ['half a call', [0.5, 2], [0.5, 0.5]],
  ['shares above 1 together', [1, 2], [0.9, 0.2]],
  ['a negative share', [1, 2], [-0.5, 1.5]],
  ['a share that is no number', [1, 2], [Number.NaN, 1]],
  ['no backend', [], []],
];

for (const [why, counts, shares] of refused) {
  test(`${why} is refused`, () => {
    assert.throws(() => goodnessOfFit(counts, shares), RangeError);
  });
}

/** Calls of each of the shares: few or many, so that both tests come up. */
const countsAndShares = someShares.chain((shares) =>
  fc.tuple(
    fc.oneof(fc.nat(5), fc.nat(300)).chain((most) => fc.array(fc.nat(most), sized(shares.length))),
    fc.constant(shares),
  ),
);

function sized(length: number) {
  return { minLength: length, maxLength: length };
}

test('a p-value is a probability', () => {
  fc.assert(
    fc.property(countsAndShares, ([counts, shares]) => {
      const { pValue } = goodnessOfFit(counts, shares);
      assert.ok(pValue >= 0 && pValue <= 1, `it is ${pValue}`);
    }),
  );
});

test('the order of the backends does not matter', () => {
  fc.assert(
    fc.property(countsAndShares, fc.nat(), ([counts, shares], turn) => {
      const turned = <T>(list: T[]) => [
        ...list.slice(turn % list.length),
        ...list.slice(0, turn % list.length),
      ];
      const [one, other] = [goodnessOfFit(counts, shares), goodnessOfFit(turned(counts), turned(shares))];
      assert.equal(one.test, other.test);
      assert.ok(Math.abs(one.pValue - other.pValue) <= 1e-9 * one.pValue);
    }),
  );
});

test('a perfectly even spread gives exactly 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.nat(1_000), (backends, each) => {
      assert.equal(goodnessOfFit(new Array(backends).fill(each), uniformShares(backends)).pValue, 1);
    }),
  );
});

test('counts that are farther off never get a larger p-value', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200), { minLength: 2, maxLength: 6 }), (counts) => {
      const [least, ...others] = counts.toSorted((a, b) => a - b) as [number, ...number[]];
      const farther = [least - 1, ...others.slice(0, -1), (others.at(-1) as number) + 1];
      fc.pre(least > 0);
      const shares = uniformShares(counts.length);
      assert.ok(goodnessOfFit(farther, shares).pValue <= goodnessOfFit(counts, shares).pValue);
    }),
  );
});
