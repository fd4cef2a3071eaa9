import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { createRunGate, TooManyRunsError } from './run-gate.ts';

test('as many as are allowed may enter, and the next is told how many there are', () => {
  const gate = createRunGate(2);
  gate.enter();
  gate.enter();
  assert.throws(
    () => gate.enter(),
    (error) =>
      error instanceof TooManyRunsError &&
      error.message ===
        '2 runs are going on; hello.run.max-concurrent-runs allows 2 at once. Try again when one has ended.',
  );
});

test('one that goes on is not many', () => {
  const gate = createRunGate(1);
  gate.enter();
  assert.throws(() => gate.enter(), /^TooManyRunsError: 1 run is going on; .* allows 1 at once/);
});

test('when one leaves there is room for one, however often it says so', () => {
  const gate = createRunGate(2);
  const leave = gate.enter();
  gate.enter();
  leave();
  leave();
  leave();
  gate.enter();
  assert.throws(() => gate.enter(), TooManyRunsError);
});

test('who was refused takes no room', () => {
  const gate = createRunGate(1);
  const leave = gate.enter();
  for (let n = 0; n < 3; n += 1) assert.throws(() => gate.enter(), TooManyRunsError);
  leave();
  gate.enter();
});

test('in whatever order runs come and go, never more are in than allowed, and nobody is refused without need', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.boolean()), (most, steps) => {
      const gate = createRunGate(most);
      const inside: (() => void)[] = [];
      for (const comes of steps) {
        if (!comes) inside.shift()?.();
        else if (inside.length < most) inside.push(gate.enter());
        else assert.throws(() => gate.enter(), TooManyRunsError);
      }
    }),
  );
});
