import assert from 'node:assert/strict';
import { connect, createServer, type Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import { credentials } from '@grpc/grpc-js';
import { startTestServer } from '../../../test/helpers/services.ts';
import { toError } from '../../shared/errors/to-error.ts';
import { loadGreeter } from '../../shared/proto/greeter.ts';
import { createChannelObserver } from './channel-observer.ts';
import { observedBy } from './observed-policy.ts';
import { openUnaryChannel, ownConnection } from './unary-channel.ts';

const policies = ['pick_first', 'round_robin'] as const;
const loopback = { 'quarkus.grpc.server.host': '127.0.0.1' };
const wait = (timeMs: number) => new Promise((resolve) => setTimeout(resolve, timeMs));

/** A channel that is observed, and is closed after the test. */
function open(t: TestContext, target: string, policy: string) {
  const observer = createChannelObserver();
  const channel = openUnaryChannel({
    method: loadGreeter().sayHello,
    target,
    credentials: credentials.createInsecure(),
    options: {
      ...ownConnection,
      ...observedBy(observer, policy),
      'grpc.initial_reconnect_backoff_ms': 50,
      'grpc.service_config_disable_resolution': 1,
    },
  });
  t.after(channel.close);
  const call = async () => {
    const options = { deadlineMs: Date.now() + 5000, signal: new AbortController().signal, headers: {} };
    const { peer } = await channel.call({ name: 'neo' }, options);
    return peer;
  };
  return { call, close: channel.close, watch: observer.watch, seen: observer.watch().observations };
}

async function startServers(t: TestContext, count: number): Promise<string[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => startTestServer(t, loopback)));
  return servers.map(({ grpcPort }) => `127.0.0.1:${grpcPort}`);
}

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const endMs = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > endMs) throw new Error(`In vain waited until ${what}.`);
    await wait(20);
  }
}

for (const [policy, connections] of [
  ['pick_first', 1],
  ['round_robin', 3],
] as const) {
  test(`${policy} over three addresses tells them in their order, and ${connections} connection(s)`, async (t) => {
    const addresses = await startServers(t, 3);
    const { call, seen } = open(t, `ipv4:${addresses.join(',')}`, policy);
    assert.deepEqual(seen(), { addresses: [], errors: [], connections: 0 });
    const peers = new Set<string>();
    await until(async () => peers.add(await call()).size === connections, 'all were called');
    for (let n = 0; n < 9; n += 1) peers.add(await call());
    assert.equal(peers.size, connections);
    assert.deepEqual(seen(), { addresses, errors: [], connections });
  });
}

for (const policy of policies) {
  test(`with ${policy}, a connection that comes back after its server is counted once more`, async (t) => {
    const first = await startTestServer(t, loopback);
    const { call, seen, watch } = open(t, `127.0.0.1:${first.grpcPort}`, policy);
    for (let times = 1, server = first; times <= 3; times += 1) {
      await call();
      assert.deepEqual([seen().connections, watch().observations().connections], [times, 1]);
      await server.stop();
      await until(() => watch().observations().connections === 0, 'the connection was gone');
      server = await startTestServer(t, {
        ...loopback,
        'quarkus.grpc.server.port': String(first.grpcPort),
      });
      await until(
        () =>
          call().then(
            () => true,
            () => false,
          ),
        'the server answered again',
      );
    }
    assert.equal(seen().connections, 4);
  });

  test(`with ${policy}, a port where nobody listens is an error, and no connection`, async (t) => {
    const { call, seen } = open(t, '127.0.0.1:1', policy);
    await assert.rejects(call(), /UNAVAILABLE/);
    const { addresses, errors, connections } = seen();
    assert.deepEqual([addresses, connections], [['127.0.0.1:1'], 0]);
    assert.match(errors.join('\n'), /ECONNREFUSED 127\.0\.0\.1:1/);
  });

  test(`with ${policy}, a name that does not exist is an error without addresses`, async (t) => {
    const { call, seen } = open(t, 'dns:///no-such-name.invalid:9000', policy);
    await assert.rejects(call(), /UNAVAILABLE/);
    const { addresses, errors, connections } = seen();
    assert.deepEqual([addresses, connections], [[], 0]);
    assert.match(errors.join('\n'), /resolution failed|ENOTFOUND|EAI_AGAIN/i);
  });

  test(`with ${policy}, an address that is listed twice is connected once`, async (t) => {
    const [address = ''] = await startServers(t, 1);
    const { call, seen } = open(t, `ipv4:${address},${address}`, policy);
    for (let n = 0; n < 4; n += 1) assert.equal(await call(), address);
    assert.equal(seen().connections, 1);
  });
}

test('what one channel does is not told about another to the same target', async (t) => {
  const [address = ''] = await startServers(t, 1);
  const [busy, idle] = [open(t, address, 'pick_first'), open(t, address, 'pick_first')];
  await busy.call();
  assert.equal(busy.seen().connections, 1);
  assert.deepEqual(idle.seen(), { addresses: [], errors: [], connections: 0 });
  await idle.call();
  assert.deepEqual([busy.seen().connections, idle.seen().connections], [1, 1]);
});

test('who begins to watch later is told the addresses, but not the errors of before', async (t) => {
  const { call, watch } = open(t, '127.0.0.1:1', 'pick_first');
  await assert.rejects(call());
  const { addresses, errors } = watch().observations();
  assert.deepEqual([addresses, errors], [['127.0.0.1:1'], []]);
});

test('a closed channel has no connection left, neither here nor on the wire', async (t) => {
  const [address = ''] = await startServers(t, 1);
  const sockets = new Set<Socket>();
  const between = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined));
    const [, port] = address.split(':');
    const onward = connect(Number(port), '127.0.0.1');
    socket.pipe(onward.on('error', () => undefined)).pipe(socket);
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  t.after(() => between.close());
  const bound = between.address();
  assert.ok(bound !== null && typeof bound === 'object');
  const { call, close, watch } = open(t, `127.0.0.1:${bound.port}`, 'pick_first');
  await call();
  assert.equal(sockets.size, 1);
  close();
  await until(() => sockets.size === 0, 'the connection was closed');
  assert.equal(watch().observations().connections, 0);
  await assert.rejects(call(), (error) => /closed|shut/i.test(toError(error).message));
});
