import assert from 'node:assert/strict';
import test from 'node:test';
import { risingFloor, risingMean } from './monotone.ts';

const cases: [values: number[], mean: number[], floor: number[]][] = [
  [[], [], []],
  [
    [1, 2, 3],
    [1, 2, 3],
    [1, 2, 3],
  ],
  [
    [1, 3, 2, 4],
    [1, 2.5, 2.5, 4],
    [1, 2, 2, 4],
  ],
  [
    [4, 3, 2],
    [3, 3, 3],
    [2, 2, 2],
  ],
  [
    [1, 5, 4, 1, 9],
    [1, 10 / 3, 10 / 3, 10 / 3, 9],
    [1, 1, 1, 1, 9],
  ],
];

for (const [values, mean, floor] of cases) {
  test(`the rising mean of [${values}] is [${mean.map((value) => value.toFixed(1))}], its floor [${floor}]`, () => {
    assert.deepEqual(risingMean(values), mean);
    assert.deepEqual(risingFloor(values), floor);
  });
}
