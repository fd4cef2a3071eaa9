import assert from 'node:assert/strict';
import test from 'node:test';
import { showProgress } from './show-progress.ts';

/** Keeps what is written. */
function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

test('on a terminal one line is written over, and at the end it is gone', () => {
  const stream = terminal(true);
  const line = showProgress(stream);
  line.show(1, 25);
  line.clear();
  assert.deepEqual(stream.written, ['\r\u001B[K1 of 25 calls …', '\r\u001B[K']);
});

test('ten times a second is often enough', (t) => {
  const stream = terminal(true);
  const line = showProgress(stream);
  let nowMs = 1000;
  t.mock.method(performance, 'now', () => nowMs);
  for (let made = 1; made <= 100; made += 1) {
    line.show(made, 100);
    nowMs += 10;
  }
  assert.equal(stream.written.length, 10);
  assert.match(stream.written.at(-1) ?? '', /91 of 100/);
});

test('what was never shown is not erased', () => {
  const stream = terminal(true);
  showProgress(stream).clear();
  assert.deepEqual(stream.written, []);
});

test('elsewhere nothing is written', () => {
  const stream = terminal(false);
  const line = showProgress(stream);
  line.show(1, 25);
  line.clear();
  assert.deepEqual(stream.written, []);
});
