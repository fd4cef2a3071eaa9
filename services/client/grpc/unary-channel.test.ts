import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import test, { type TestContext } from 'node:test';
import { credentials } from '@grpc/grpc-js';
import { startAnyGreeter } from '../../../test/helpers/any-greeter.ts';
import { startStatusServer } from '../../../test/helpers/status-server.ts';
import { loadGreeter } from '../../shared/proto/greeter.ts';
import { openUnaryChannel } from './unary-channel.ts';

function open(t: TestContext, port: number) {
  const channel = openUnaryChannel({
    method: loadGreeter().sayHello,
    target: `127.0.0.1:${port}`,
    credentials: credentials.createInsecure(),
    options: {},
  });
  t.after(channel.close);
  const call = (signal = new AbortController().signal, deadlineMs = Date.now() + 5000, headers = {}) =>
    channel.call({ name: 'neo' }, { deadlineMs, signal, headers });
  return { call, isFailing: channel.isFailing };
}

test('an answer has its message, the headers in front of it and the address it came from', async (t) => {
  const greeter = await startAnyGreeter(t, { headers: () => ({ 'hello-pod': 'a' }) });
  const { reply, headers, peer } = await open(t, greeter.port).call();
  assert.deepEqual(
    [reply.message, headers.get('hello-pod'), peer],
    ['Hello', ['a'], `127.0.0.1:${greeter.port}`],
  );
});

test('headers are sent along', async (t) => {
  const server = await startStatusServer(t, 12);
  await assert.rejects(open(t, server.port).call(undefined, undefined, { 'x-request-id': 'abc' }));
  assert.equal(server.calls[0]?.['x-request-id'], 'abc');
});

test('a call past its time ends, here and at the server', async (t) => {
  const greeter = await startAnyGreeter(t, { takesMs: 60_000 });
  await assert.rejects(open(t, greeter.port).call(undefined, Date.now() + 50), { code: 4 });
  while (greeter.inFlight.now > 0) await new Promise((resolve) => setTimeout(resolve, 5));
});

test('an abort cancels the calls that are in flight, at the server, too', async (t) => {
  const greeter = await startAnyGreeter(t, { takesMs: 60_000 });
  const { call } = open(t, greeter.port);
  const controller = new AbortController();
  const calls = [call(controller.signal), call(controller.signal)].map((one) =>
    assert.rejects(one, { code: 1 }),
  );
  while (greeter.inFlight.now < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  await Promise.all(calls);
  while (greeter.calls.cancelled < 2) await new Promise((resolve) => setTimeout(resolve, 5));
});

test('many calls with one signal leave one listener on it', async (t) => {
  const greeter = await startAnyGreeter(t);
  const { call } = open(t, greeter.port);
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 50 }, () => call(signal)));
  assert.equal(getEventListeners(signal, 'abort').length, 1);
});

test('a channel that can connect to nothing says so, and one that answers does not', async (t) => {
  const greeter = await startAnyGreeter(t);
  const [well, ill] = [open(t, greeter.port), open(t, 1)];
  assert.deepEqual([well.isFailing(), ill.isFailing()], [false, false]);
  await well.call();
  await assert.rejects(ill.call(), { code: 14 });
  assert.deepEqual([well.isFailing(), ill.isFailing()], [false, true]);
});
