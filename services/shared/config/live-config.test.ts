import assert from 'node:assert/strict';
import test from 'node:test';
import { createLiveConfig } from './live-config.ts';

interface Values {
  readonly n: number;
}

/** A live configuration over values that the test sets; it notes what is told. */
function startLive(initial: Values) {
  const told: string[] = [];
  let next: Values | Error = initial;
  const read = () => {
    if (next instanceof Error) throw next;
    return { ...next };
  };
  const live = createLiveConfig(initial, read, {
    changed: (now, before) => told.push(`${before.n} became ${now.n}`),
    refused: (error) => told.push(error.message),
  });
  const reread = (values: Values | Error) => {
    next = values;
    live.reread();
  };
  return { live, told, reread };
}

test('the first values hold until something is read again', () => {
  const { live, told } = startLive({ n: 1 });
  assert.deepEqual(live.current(), { n: 1 });
  assert.deepEqual(told, []);
});

test('changed values take effect and are told with the old ones', () => {
  const { live, told, reread } = startLive({ n: 1 });
  reread({ n: 2 });
  reread({ n: 3 });
  assert.deepEqual(live.current(), { n: 3 });
  assert.deepEqual(told, ['1 became 2', '2 became 3']);
});

test('equal values are not told', () => {
  const { told, reread } = startLive({ n: 1 });
  reread({ n: 1 });
  assert.deepEqual(told, []);
});

test('bad values are told and leave the last good ones', () => {
  const { live, told, reread } = startLive({ n: 1 });
  reread({ n: 2 });
  reread(new Error('n is bad.'));
  assert.deepEqual(live.current(), { n: 2 });
  assert.deepEqual(told, ['1 became 2', 'n is bad.']);
});

test('good values after bad ones are told against the last good ones', () => {
  const { live, told, reread } = startLive({ n: 1 });
  reread(new Error('n is bad.'));
  reread({ n: 1 });
  reread({ n: 2 });
  assert.deepEqual(live.current(), { n: 2 });
  assert.deepEqual(told, ['n is bad.', '1 became 2']);
});
