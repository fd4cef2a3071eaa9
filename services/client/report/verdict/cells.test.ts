import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  answer,
  evidenceOf,
  inOrder,
  shared,
  times,
  weights,
} from '../../../../test/helpers/report-values.ts';
import type { BackendTally } from '../schema/tally.ts';
import { type CountOf, cellsOf } from './cells.ts';

const calls: CountOf = (backend) => backend.calls;

function backendsOf(counts: Readonly<Record<string, number>>): readonly BackendTally[] {
  return evidenceOf({ calls: shared(counts) }).tally.backends;
}

const versions = evidenceOf({
  calls: inOrder(
    times(6, answer('a1', { version: 'l1' })),
    times(4, answer('a2', { version: 'l1' })),
    times(3, answer('b', { version: 'l2' })),
    times(2, answer('c')),
  ),
}).tally.backends;

test('each backend is a cell, and those that never answered are, too', () => {
  assert.deepEqual(cellsOf(undefined, backendsOf({ a: 5, b: 2 }), 4, calls), {
    names: ['a', 'b', '', ''],
    counts: [5, 2, 0, 0],
    shares: [0.25, 0.25, 0.25, 0.25],
  });
});

test('more backends than expected are all cells', () => {
  const { names, shares } = cellsOf(undefined, backendsOf({ a: 5, b: 2 }), 1, calls);
  assert.deepEqual(
    [names, shares],
    [
      ['a', 'b'],
      [0.5, 0.5],
    ],
  );
});

test('without backends there are no cells', () => {
  assert.deepEqual(cellsOf(undefined, [], 0, calls), { names: [], counts: [], shares: [] });
});

for (const kind of ['balanced', 'pinned', 'any'] as const) {
  test(`expect=${kind} is about backends`, () => {
    assert.deepEqual(cellsOf({ kind, asked: kind }, backendsOf({ a: 1 }), 2, calls).names, ['a', '']);
  });
}

test('weights are about versions: their backends are added up', () => {
  assert.deepEqual(cellsOf(weights('l1=75,l2=25'), versions.slice(0, 3), 9, calls), {
    names: ['l1', 'l2'],
    counts: [10, 3],
    shares: [0.75, 0.25],
  });
});

test('a version that was not named, or names itself nothing, is expected to get nothing', () => {
  assert.deepEqual(cellsOf(weights('l2=1'), versions, 9, calls), {
    names: ['l2', 'l1', ''],
    counts: [3, 10, 2],
    shares: [1, 0, 0],
  });
});

test('a named version that never answered has no calls', () => {
  const { names, counts } = cellsOf(weights('l1=1,l9=1'), versions.slice(0, 2), 9, calls);
  assert.deepEqual(
    [names, counts],
    [
      ['l1', 'l9'],
      [10, 0],
    ],
  );
});

test('what is counted is chosen by the caller', () => {
  assert.deepEqual(cellsOf(undefined, backendsOf({ a: 5, b: 2 }), 2, () => 7).counts, [7, 7]);
});

test('shares add up to 1 and no call is lost, for any counts', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(counts, fc.nat({ max: 40 }), fc.boolean(), (given, expected, isWeighted) => {
      const backends = backendsOf(Object.fromEntries(given.map((count, index) => [`pod-${index}`, count])));
      const cells = cellsOf(isWeighted ? weights('l1=9,l2=1') : undefined, backends, expected, calls);
      const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
      assert.ok(Math.abs(sum(cells.shares) - 1) < 1e-9);
      assert.equal(sum(cells.counts), sum(given));
      assert.deepEqual([cells.names.length, cells.counts.length], [cells.shares.length, cells.shares.length]);
    }),
  );
});
