import assert from 'node:assert/strict';
import test from 'node:test';
import { createGreeter } from './greeter.ts';

test('greets by name and counts from 1', () => {
  const greeter = createGreeter();
  assert.deepEqual(greeter.greet('neo'), { message: 'Hello neo', count: 1 });
  assert.deepEqual(greeter.greet(''), { message: 'Hello ', count: 2 });
});

test('two greeters count apart', () => {
  createGreeter().greet('a');
  assert.equal(createGreeter().greet('b').count, 1);
});
