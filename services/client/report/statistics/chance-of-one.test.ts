import assert from 'node:assert/strict';
import test from 'node:test';
import { chanceThatOneGetsAll } from './chance-of-one.ts';
import { uniformShares } from './shares.ts';

const cases: [name: string, shares: number[], n: number, chance: number][] = [
  ['two equal backends', uniformShares(2), 10, 2 ** -9],
  ['three equal backends', uniformShares(3), 25, 3 ** -24],
  ['shares of 0.75 and 0.25', [0.75, 0.25], 2, 0.625],
  ['shares of 1 and 0', [1, 0], 25, 1],
  ['three equal backends', uniformShares(3), 1, 1],
  ['two equal backends', uniformShares(2), 0, 1],
];

for (const [name, shares, n, chance] of cases) {
  test(`of ${name}, one gets all of ${n} calls with probability ${chance}`, () => {
    assert.ok(Math.abs(chanceThatOneGetsAll(shares, n) / chance - 1) < 1e-12);
  });
}
