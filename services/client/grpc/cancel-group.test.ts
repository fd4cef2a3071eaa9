import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import test from 'node:test';
import { createCancelGroup } from './cancel-group.ts';

/** Something to cancel that knows how often that was done. */
function cancellable() {
  let times = 0;
  return {
    cancel: () => {
      times += 1;
    },
    times: () => times,
  };
}

test('all calls of a signal are cancelled with it, and no others', () => {
  const group = createCancelGroup();
  const [mine, theirs] = [new AbortController(), new AbortController()];
  const calls = [cancellable(), cancellable()];
  const other = cancellable();
  for (const call of calls) group.add(mine.signal, call);
  group.add(theirs.signal, other);
  mine.abort();
  assert.deepEqual(
    [...calls, other].map(({ times }) => times()),
    [1, 1, 0],
  );
});

test('a call that has ended is not cancelled', () => {
  const group = createCancelGroup();
  const controller = new AbortController();
  const call = cancellable();
  group.add(controller.signal, call);
  group.remove(controller.signal, call);
  controller.abort();
  assert.equal(call.times(), 0);
});

test('a call that comes after the signal is cancelled at once', () => {
  const call = cancellable();
  createCancelGroup().add(AbortSignal.abort(), call);
  assert.equal(call.times(), 1);
});

test('one listener does for a thousand calls', () => {
  const group = createCancelGroup();
  const { signal } = new AbortController();
  for (let n = 0; n < 1000; n += 1) {
    const call = cancellable();
    group.add(signal, call);
    if (n % 2 === 0) group.remove(signal, call);
  }
  assert.equal(getEventListeners(signal, 'abort').length, 1);
});

test('to remove what was never added does nothing', () => {
  const { signal } = new AbortController();
  createCancelGroup().remove(signal, cancellable());
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});
