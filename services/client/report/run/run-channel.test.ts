import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { credentials } from '@grpc/grpc-js';
import { startAnyGreeter } from '../../../../test/helpers/any-greeter.ts';
import { startTestServer } from '../../../../test/helpers/services.ts';
import { loadGreeter } from '../../../shared/proto/greeter.ts';
import { createCancelGroup } from '../../grpc/cancel-group.ts';
import { type GreeterAnswer, openGreeterChannel } from '../greeter-run.ts';
import { type ChannelChoice, createRunChannels, type RunChannel } from './run-channel.ts';

const choice: ChannelChoice = { policy: 'pick_first', dial: 'service' };
const context = { name: 'neo', signal: new AbortController().signal, headers: {} };

/** Channels to a target that are really dialled, and how many were opened and closed. */
function channelsTo(t: TestContext, target: string) {
  const method = loadGreeter().sayHello;
  const counts = { opened: 0, closed: 0 };
  const settings = { method, credentials: credentials.createInsecure(), options: {}, callTimeoutMs: 5000 };
  const channels = createRunChannels<GreeterAnswer>((chosen) => {
    const channel = openGreeterChannel(
      { ...settings, targetOf: () => target, inFlight: createCancelGroup(), nowMs: Date.now },
      chosen,
    );
    counts.opened += 1;
    return {
      ...channel,
      close() {
        counts.closed += 1;
        channel.close();
      },
    };
  });
  t.after(channels.close);
  return { channels, counts };
}

async function startPair(t: TestContext) {
  const { grpcPort } = await startTestServer(t, { 'quarkus.grpc.server.host': '127.0.0.1' });
  return channelsTo(t, `127.0.0.1:${grpcPort}`);
}

/** The number of the connection, as the server counts them, that a call came on. */
async function connectionOf(channel: RunChannel<GreeterAnswer>): Promise<number> {
  const { headers } = await channel.call(0);
  return Number.parseInt(String(headers.get('hello-connection')[0]), 10);
}

test('a fresh channel is one connection for the run, and is closed after it', async (t) => {
  const { channels, counts } = await startPair(t);
  const channel = channels.take('fresh', choice, context);
  const used = [await connectionOf(channel), await connectionOf(channel), await connectionOf(channel)];
  assert.equal(new Set(used).size, 1);
  assert.deepEqual([channel.facts().connections, counts], [1, { opened: 1, closed: 0 }]);
  channel.release();
  assert.deepEqual(counts, { opened: 1, closed: 1 });
  const next = channels.take('fresh', choice, context);
  assert.notEqual(await connectionOf(next), used[0]);
  next.release();
  assert.deepEqual(counts, { opened: 2, closed: 2 });
});

test('what a run saw can be read when its channel is closed', async (t) => {
  const { channels } = await startPair(t);
  const channel = channels.take('fresh', choice, context);
  await channel.call(0);
  const before = channel.facts();
  channel.release();
  assert.deepEqual(channel.facts(), before);
  assert.equal(before.connections, 1);
});

test('a shared channel is kept, and each run counts the connection that it found', async (t) => {
  const { channels, counts } = await startPair(t);
  const first = channels.take('shared', choice, context);
  const connection = await connectionOf(first);
  first.release();
  const second = channels.take('shared', choice, context);
  assert.equal(second.facts().connections, 1);
  assert.equal(await connectionOf(second), connection);
  assert.equal(second.facts().connections, 1);
  second.release();
  assert.deepEqual(counts, { opened: 1, closed: 0 });
  channels.close();
  assert.deepEqual(counts, { opened: 1, closed: 1 });
});

test('a shared channel is one for each policy and each thing to dial', async (t) => {
  const { channels, counts } = await startPair(t);
  for (const policy of ['pick_first', 'round_robin', 'pick_first'] as const)
    for (const dial of ['service', 'backends'] as const)
      channels.take('shared', { policy, dial }, context).release();
  assert.equal(counts.opened, 4);
});

test('a run does not see the errors of the runs before it on the shared channel', async (t) => {
  const { channels } = channelsTo(t, '127.0.0.1:1');
  const first = channels.take('shared', choice, context);
  await assert.rejects(first.call(0));
  assert.notDeepEqual(first.facts().errors, []);
  first.release();
  const second = channels.take('shared', choice, context);
  assert.deepEqual([second.facts().errors, second.facts().connections], [[], 0]);
});

test('per call, each has a connection of its own, which is closed; the sum of all is told', async (t) => {
  const { channels, counts } = await startPair(t);
  const channel = channels.take('per-call', choice, context);
  assert.deepEqual(channel.facts(), { connections: 0, addresses: [], errors: [] });
  const used = await Promise.all(Array.from({ length: 7 }, () => connectionOf(channel)));
  assert.equal(new Set(used).size, 7);
  const { connections, addresses, errors } = channel.facts();
  assert.deepEqual([connections, addresses.length, errors], [7, 1, []]);
  assert.deepEqual(counts, { opened: 7, closed: 7 });
  channel.release();
  assert.deepEqual(counts, { opened: 7, closed: 7 });
});

test('per call, a call that fails closes its channel, too, and its error is kept once', async (t) => {
  const { channels, counts } = channelsTo(t, '127.0.0.1:1');
  const channel = channels.take('per-call', choice, context);
  for (let n = 0; n < 3; n += 1) await assert.rejects(channel.call(n), /UNAVAILABLE/);
  const { connections, addresses, errors } = channel.facts();
  assert.deepEqual([connections, addresses], [0, ['127.0.0.1:1']]);
  assert.deepEqual(errors.length, 1, errors.join('\n'));
  assert.deepEqual(counts, { opened: 3, closed: 3 });
});

for (const mode of ['fresh', 'shared', 'per-call'] as const) {
  test(`when the run is aborted, its calls in flight are cancelled (${mode})`, async (t) => {
    const greeter = await startAnyGreeter(t, { takesMs: 60_000 });
    const { channels, counts } = channelsTo(t, `127.0.0.1:${greeter.port}`);
    const controller = new AbortController();
    const channel = channels.take(mode, choice, { ...context, signal: controller.signal });
    const calls = Promise.allSettled([0, 1, 2].map((index) => channel.call(index)));
    while (greeter.inFlight.now < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    for (const { status } of await calls) assert.equal(status, 'rejected');
    while (greeter.calls.cancelled < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    channel.release();
    assert.equal(counts.closed, { fresh: 1, shared: 0, 'per-call': 3 }[mode]);
  });
}
