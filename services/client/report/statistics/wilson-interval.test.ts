import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { wilsonInterval } from './wilson-interval.ts';

// The roots of (count/n − p)² = z²p(1 − p)/n, found by bisection.
const cases: [count: number, n: number, low: number, high: number][] = [
  [0, 0, 0, 1],
  [0, 10, 0, 0.2775328],
  [10, 10, 0.7224672, 1],
  [1, 1, 0.20654931, 1],
  [8, 25, 0.1720519, 0.51589731],
  [50, 100, 0.40383153, 0.59616847],
  [15, 148, 0.0623864, 0.16048724],
];

for (const [count, n, low, high] of cases) {
  test(`the share of ${count} of ${n} calls lies between ${low} and ${high}`, () => {
    const interval = wilsonInterval(count, n);
    assert.ok(Math.abs(interval.low - low) < 1e-7, `low is ${interval.low}`);
    assert.ok(Math.abs(interval.high - high) < 1e-7, `high is ${interval.high}`);
  });
}

const calls = fc.integer({ min: 1, max: 1e6 });

test('the interval contains what was seen and stays between 0 and 1', () => {
  fc.assert(
    fc.property(calls, fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
      const count = Math.round(part * n);
      const { low, high } = wilsonInterval(count, n);
      assert.ok(0 <= low && low <= count / n && count / n <= high && high <= 1);
    }),
  );
});

test('those who got the calls and those who did not have mirrored intervals', () => {
  fc.assert(
    fc.property(calls, fc.nat(1e6), (n, some) => {
      const count = some % (n + 1);
      assert.ok(Math.abs(wilsonInterval(count, n).low + wilsonInterval(n - count, n).high - 1) < 1e-12);
    }),
  );
});
