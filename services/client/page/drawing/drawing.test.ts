import assert from 'node:assert/strict';
import test from 'node:test';
import { columnsOf, fillLanes, lanePath } from './lane.ts';
import { paintOf } from './paint-of.ts';
import { lengthOf, topOfAxis } from './share-scale.ts';
import { shortenName } from './shorten-name.ts';
import { stretchesOf } from './stretches.ts';

test('an axis ends where the largest share has room', () => {
  assert.equal(topOfAxis([0.33, 0.55]), 0.6);
  assert.equal(topOfAxis([1, 0]), 1);
  assert.equal(topOfAxis([0.04]), 0.05);
  assert.equal(topOfAxis([]), 0.05);
});

test('a share is as long as its part of the axis, and never longer', () => {
  assert.equal(lengthOf(0.25, 0.5), '50%');
  assert.equal(lengthOf(1 / 3, 1), '33.33%');
  assert.equal(lengthOf(0.9, 0.5), '100%');
});

test('32 backends look different', () => {
  const looks = Array.from({ length: 32 }, (_, slot) => JSON.stringify(paintOf(slot)));
  assert.equal(new Set(looks).size, 32);
  assert.deepEqual(paintOf(32), paintOf(0));
});

test('few calls have a column each, and many share one', () => {
  assert.deepEqual(columnsOf(25), { size: 1, count: 25 });
  assert.deepEqual(columnsOf(10_000), { size: 25, count: 400 });
  assert.deepEqual(columnsOf(401), { size: 2, count: 201 });
});

test('a lane is full where its backend answered, and empty where others, nobody or nothing known did', () => {
  const lanes = fillLanes([0, 1, null, undefined, 1], 2, columnsOf(5));
  assert.deepEqual(lanes, [
    [1, 0, 0, 0, 0],
    [0, 1, 0, 0, 1],
  ]);
});

test('a shared column is as high as its part, relative to the fullest', () => {
  assert.deepEqual(fillLanes([0, 0, 1, 0, 0, 0], 2, { size: 3, count: 2 }), [
    [2 / 3, 1],
    [1 / 3, 0],
  ]);
});

test('a lane is drawn in as few pieces as it has stretches', () => {
  assert.equal(lanePath([1, 1, 0, 1]), 'M0 1v-1h2V1zM3 1v-1h1V1z');
  assert.equal(lanePath([1 / 3]), 'M0 1v-0.333h1V1z');
  assert.equal(lanePath([0, 0]), '');
});

test('calls in a row are one stretch', () => {
  assert.deepEqual(stretchesOf([0, 0, 1, null, null]), [
    { lane: 0, calls: 2 },
    { lane: 1, calls: 1 },
    { lane: null, calls: 2 },
  ]);
});

test('a long name keeps its beginning and more of its end, and no half letter', () => {
  assert.equal(shortenName('grpc-v1-7cc77c5cfc-tfbhf', 28), 'grpc-v1-7cc77c5cfc-tfbhf');
  assert.equal(shortenName('grpc-v1-7cc77c5cfc-tfbhf', 13), 'grpc…fc-tfbhf');
  assert.equal(shortenName('🐛'.repeat(10), 4), '🐛…🐛🐛');
});
