import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { credentials } from '@grpc/grpc-js';
import { startAnyGreeter } from '../../../test/helpers/any-greeter.ts';
import { startStatusServer } from '../../../test/helpers/status-server.ts';
import { loadGreeter } from '../../shared/proto/greeter.ts';
import type { CallParent } from '../../shared/telemetry/tracing.ts';
import { openUnaryChannel } from './unary-channel.ts';

const span = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', isSampled: true };
const never = new AbortController().signal;

/** A channel whose calls are followed, and what was told of them. */
function follow(t: TestContext, port: number) {
  const told: unknown[] = [];
  const channel = openUnaryChannel({
    method: loadGreeter().sayHello,
    target: `127.0.0.1:${port}`,
    credentials: credentials.createInsecure(),
    options: {},
    meter: {
      begin(current) {
        told.push(['timed', current]);
        return (status) => told.push(['timed', status]);
      },
    },
  });
  t.after(channel.close);
  const parent: CallParent = {
    beginCall({ path }) {
      told.push(['traced', path]);
      return { current: span, headers: {}, end: ({ status }) => told.push(['traced', status]) };
    },
  };
  const call = ({ signal = never, deadlineMs = Date.now() + 5000 } = {}) =>
    channel.call({ name: 'neo' }, { deadlineMs, signal, headers: {}, parent });
  return { told, call, close: channel.close };
}

/** All that is told of a call that ends so. */
function toldOf(status: string): unknown[] {
  return [
    ['traced', '/helloworld.Greeter/SayHello'],
    ['timed', span],
    ['timed', status],
    ['traced', status],
  ];
}

test('a call that is answered is timed and traced once, the time with the span of the call itself', async (t) => {
  const { told, call } = follow(t, (await startAnyGreeter(t)).port);
  await call();
  assert.deepEqual(told, toldOf('OK'));
});

for (const [code, status] of [
  [7, 'PERMISSION_DENIED'],
  [99, 'UNKNOWN'],
] as const) {
  test(`a call that a server ends with ${code} is told of as ${status}`, async (t) => {
    const { told, call } = follow(t, (await startStatusServer(t, code)).port);
    await assert.rejects(call());
    assert.deepEqual(told, toldOf(status));
  });
}

test('a call past its time is told of as such', async (t) => {
  const { told, call } = follow(t, (await startAnyGreeter(t, { takesMs: 60_000 })).port);
  await assert.rejects(call({ deadlineMs: Date.now() + 50 }));
  assert.deepEqual(told, toldOf('DEADLINE_EXCEEDED'));
});

test('calls that are cancelled are told of, also one that was before it began', async (t) => {
  const greeter = await startAnyGreeter(t, { takesMs: 60_000 });
  const { told, call } = follow(t, greeter.port);
  const controller = new AbortController();
  const cancelled = assert.rejects(call({ signal: controller.signal }));
  while (greeter.inFlight.now < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  await cancelled;
  await assert.rejects(call({ signal: controller.signal }));
  assert.deepEqual(told, [...toldOf('CANCELLED'), ...toldOf('CANCELLED')]);
});

test('a call that reaches nobody is told of', async (t) => {
  const { told, call } = follow(t, 1);
  await assert.rejects(call());
  assert.deepEqual(told, toldOf('UNAVAILABLE'));
});

test('a call on a channel that was closed fails, and what was begun for it ends', async (t) => {
  const { told, call, close } = follow(t, 1);
  close();
  await assert.rejects(call(), { message: 'Channel has been shut down' });
  assert.deepEqual(told, toldOf('UNKNOWN'));
});
