import assert from 'node:assert/strict';
import test from 'node:test';
import { splitList } from './list.ts';

for (const [text, parts] of [
  ['', []],
  [',', []],
  ['a', ['a']],
  ['a,b', ['a', 'b']],
  [',a,,b,', ['a', 'b']],
  ['a, b', ['a', ' b']],
  ['a\\,b,c', ['a,b', 'c']],
  ['a\\\\,b', ['a\\', 'b']],
  ['a\nb,c', ['a\nb', 'c']],
] as const) {
  test(`the list ${JSON.stringify(text)} has ${parts.length} parts`, () => {
    assert.deepEqual(splitList(text), parts);
  });
}
