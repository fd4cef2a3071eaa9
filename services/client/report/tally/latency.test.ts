import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { roundMs, summarizeLatency } from './latency.ts';

test('without calls there are no percentiles', () => assert.equal(summarizeLatency([]), null));

for (const [times, latency] of [
  [[5], { p50: 5, p90: 5, p99: 5, max: 5 }],
  [[2, 1], { p50: 1, p90: 2, p99: 2, max: 2 }],
  [[3, 1, 2], { p50: 2, p90: 3, p99: 3, max: 3 }],
  [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], { p50: 5, p90: 9, p99: 10, max: 10 }],
  [[9, 100, 11], { p50: 11, p90: 100, p99: 100, max: 100 }],
  [[0.12345678], { p50: 0.123, p90: 0.123, p99: 0.123, max: 0.123 }],
] as const) {
  test(`of ${times.join(', ')} ms, the percentiles are ${Object.values(latency).join(', ')}`, () => {
    assert.deepEqual(summarizeLatency(times), latency);
  });
}

test('of 1 to 200, 100 are as fast as the half and 198 as fast as 99 %', () => {
  const times = Array.from({ length: 200 }, (_, index) => 200 - index);
  assert.deepEqual(summarizeLatency(times), { p50: 100, p90: 180, p99: 198, max: 200 });
});

test('each percentile is a time that some call took, and as many calls were as fast as it says', () => {
  const times = fc.array(fc.double({ min: 0, max: 60_000, noNaN: true }).map(roundMs), { minLength: 1 });
  fc.assert(
    fc.property(times, (given) => {
      const latency = summarizeLatency(given) ?? assert.fail('There were calls.');
      for (const [part, time] of [
        [0.5, latency.p50],
        [0.9, latency.p90],
        [0.99, latency.p99],
        [1, latency.max],
      ] as const) {
        assert.ok(given.includes(time), String(time));
        const asFast = given.filter((one) => one <= time).length;
        const faster = given.filter((one) => one < time).length;
        assert.ok(asFast >= part * given.length && faster < part * given.length);
      }
    }),
  );
});

test('what was given is not sorted in place', () => {
  const times = [3, 1, 2];
  summarizeLatency(times);
  assert.deepEqual(times, [3, 1, 2]);
});
