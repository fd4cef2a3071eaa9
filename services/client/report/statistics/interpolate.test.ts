import assert from 'node:assert/strict';
import test from 'node:test';
import { interpolate } from './interpolate.ts';

const cases: [x: number, y: number][] = [
  [0, 0],
  [1, 5],
  [2, 10],
  [3, 15],
  [4, 40],
  [4.5, 45],
  [5, 50],
  [9, 50],
];

for (const [x, y] of cases) {
  test(`on lines through (0, 0), (2, 10), (4, 20), (4, 40) and (5, 50), ${x} has the value ${y}`, () => {
    assert.equal(interpolate(x, [0, 2, 4, 4, 5], [0, 10, 20, 40, 50]), y);
  });
}
