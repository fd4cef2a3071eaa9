import assert from 'node:assert/strict';
import test from 'node:test';
import { type Bar, isBroken } from './bars.ts';

const steady = [1, 1, 1, 1, 1];
const noisy = [0.5, 0.8, 1.4, 1.5, 1.6];

const cases: readonly (readonly [string, Bar, boolean])[] = [
  ['a steady ratio at its upper bar', { what: 'x', atMost: 1, ratios: steady }, false],
  ['a steady ratio above its upper bar', { what: 'x', atMost: 0.9, ratios: steady }, true],
  ['a steady ratio below its lower bar', { what: 'x', atLeast: 1.1, ratios: steady }, true],
  ['a ratio whose noise reaches its upper bar', { what: 'x', atMost: 1, ratios: noisy }, false],
  ['a ratio whose noise does not reach its upper bar', { what: 'x', atMost: 0.4, ratios: noisy }, true],
];

for (const [name, bar, broken] of cases) {
  test(`${name} is ${broken ? 'broken' : 'kept'}`, () => assert.equal(isBroken(bar), broken));
}
