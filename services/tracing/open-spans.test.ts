import assert from 'node:assert/strict';
import test from 'node:test';
import { createOpenSpans } from './open-spans.ts';

function begin() {
  const { processor, ended } = createOpenSpans(() => performance.now());
  const span = undefined as never;
  return { ended, begin: () => processor.onStart(span, span), end: () => processor.onEnd(span) };
}

test('nobody waits where no span is open', async () => {
  const spans = begin();
  spans.begin();
  spans.end();
  const beganMs = performance.now();
  await spans.ended(60_000);
  assert.ok(performance.now() - beganMs < 1000);
});

test('the end waits for the last span', async () => {
  const spans = begin();
  spans.begin();
  spans.begin();
  let isOver = false;
  const waiting = spans.ended(60_000).then(() => {
    isOver = true;
  });
  spans.end();
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(isOver, false);
  spans.end();
  await waiting;
});

test('a span that never ends is waited for only so long', async () => {
  const spans = begin();
  spans.begin();
  await spans.ended(20);
});
