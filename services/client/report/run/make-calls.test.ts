import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { answererOf, failure, make } from '../../../../test/helpers/made-calls.ts';
import { makeCalls } from './make-calls.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

test('one at a time, a call begins when the one before it has ended', async () => {
  const order: string[] = [];
  await make({
    wanted: 3,
    async call(index) {
      order.push(`begin ${index}`);
      await wait(2);
      order.push(`end ${index}`);
      return 'a';
    },
  });
  assert.deepEqual(order, ['begin 0', 'end 0', 'begin 1', 'end 1', 'begin 2', 'end 2']);
});

for (const [concurrency, wanted, most] of [
  [1, 5, 1],
  [4, 40, 4],
  [8, 3, 3],
  [100, 250, 100],
] as const) {
  test(`of ${wanted} calls, ${concurrency} at a time, ${most} are in flight at once and never more`, async () => {
    const { inFlight, series } = await make({
      concurrency,
      wanted,
      call: (index) => wait(1 + (index % 3), 'a'),
    });
    assert.deepEqual([inFlight.most, inFlight.now, series.calls.length], [most, 0, wanted]);
  });
}

test('records are in the order of the calls, although the calls end in another', async () => {
  const { series, ended } = await make({
    wanted: 8,
    concurrency: 8,
    call: (index) => wait(40 - index * 5, `answer ${index}`),
  });
  assert.notDeepEqual(
    ended.map(({ index }) => index),
    upTo(8),
  );
  assert.deepEqual(
    series.calls.map(({ index, answerer }) => [index, answerer?.backend.name]),
    upTo(8).map((index) => [index, `answer ${index}`]),
  );
});

test('when more calls become wanted, they are made as concurrently as the first', async () => {
  let made = 0;
  let [inFlight, most] = [0, 0];
  const series = await makeCalls({
    wanted: () => (made < 2 ? 2 : 42),
    concurrency: 6,
    async call(index) {
      inFlight += 1;
      if (index >= 2) most = Math.max(most, inFlight);
      await wait(2);
      inFlight -= 1;
      return 'a';
    },
    identify: answererOf,
    explain: () => failure,
    onCall() {
      made += 1;
    },
    nowMs: () => performance.now(),
    endMs: Number.POSITIVE_INFINITY,
    signal: new AbortController().signal,
  });
  assert.deepEqual([series.calls.length, series.requests, series.ending, most], [42, 42, 'complete', 6]);
});

test('whatever takes how long, every call is made once, and its record is in its place', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 4 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 12 }),
      async (timesMs, concurrency) => {
        const { series, begun, inFlight } = await make({
          wanted: timesMs.length,
          concurrency,
          call: (index) => wait(timesMs[index], String(index)),
        });
        assert.deepEqual(begun, upTo(timesMs.length));
        assert.deepEqual(
          series.calls.map(({ answerer }) => answerer?.backend.name),
          upTo(timesMs.length).map(String),
        );
        assert.equal(inFlight.most, Math.min(concurrency, timesMs.length));
      },
    ),
    { numRuns: 30 },
  );
});
