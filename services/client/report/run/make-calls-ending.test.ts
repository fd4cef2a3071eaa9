import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { failure, make } from '../../../../test/helpers/made-calls.ts';

const fail = async (): Promise<string> => {
  throw new Error('no');
};

for (const [name, concurrency, answers, wanted, made, ending] of [
  ['10 failures in a row end a run that nothing has answered', 1, 0, 10_000, 10, 'gave up'],
  ['9 failures do not', 1, 0, 9, 9, 'complete'],
  ['100 failures in a row end a run that had answers', 1, 5, 10_000, 105, 'gave up'],
  ['with 8 at a time, those in flight are waited for', 8, 0, 10_000, 17, 'gave up'],
  ['all failed but all made is complete', 1, 0, 10, 10, 'complete'],
] as const) {
  test(`${name}: ${made} of ${wanted} calls are made`, async () => {
    const { series, begun } = await make({
      wanted,
      concurrency,
      call: (index) => (index < answers ? wait(0, 'a') : wait(0).then(fail)),
    });
    assert.deepEqual([series.ending, begun.length, series.calls.length], [ending, made, made]);
    assert.equal(series.requests, wanted);
  });
}

test('an answer in between begins the counting of failures anew', async () => {
  const { series } = await make({ wanted: 500, call: (index) => (index % 10 === 0 ? wait(0, 'a') : fail()) });
  assert.deepEqual([series.ending, series.calls.length], ['complete', 500]);
});

test('when the time is over no call begins, and those in flight may end', async () => {
  let nowMs = 0;
  const { series } = await make({
    wanted: 1000,
    concurrency: 3,
    nowMs: () => nowMs,
    endMs: 10,
    async call() {
      await wait(0);
      nowMs += 1;
      return 'a';
    },
  });
  assert.equal(series.ending, 'time limit');
  assert.equal(series.calls.length, 12);
  assert.equal(series.durationMs, nowMs);
});

test('an abort rejects with its reason, when the calls in flight have ended; nothing more begins', async () => {
  const controller = new AbortController();
  const reason = new Error('the caller left');
  const begun: number[] = [];
  let ended = 0;
  const running = make({
    wanted: 1000,
    concurrency: 5,
    signal: controller.signal,
    async call(index) {
      begun.push(index);
      await wait(20);
      ended += 1;
      return 'a';
    },
  });
  await wait(30);
  controller.abort(reason);
  const soFar = begun.length;
  await assert.rejects(running, reason);
  await wait(50);
  assert.deepEqual([begun.length, ended], [soFar, soFar]);
});

test('when the caller left before, nothing is called at all', async () => {
  let calls = 0;
  const call = async () => {
    calls += 1;
    return 'a';
  };
  await assert.rejects(make({ signal: AbortSignal.abort(), call }), { name: 'AbortError' });
  assert.equal(calls, 0);
});

test('a call that throws before it waits has failed like any other', async () => {
  const call = () => {
    throw new Error('at once');
  };
  const { series } = await make({ wanted: 2, call });
  assert.deepEqual(
    series.calls.map((record) => record.failure),
    [failure, failure],
  );
});

test('an error in the one who is told ends the run with it', async () => {
  const onCall = () => {
    throw new Error('in onCall');
  };
  await assert.rejects(make({ wanted: 100, concurrency: 3, onCall }), /^Error: in onCall$/);
});
