import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import { startForwarder } from '../services/lab/forwarder.ts';
import { startTestClient, startTestServer, type TestClient } from './helpers/services.ts';

/** Something that listens and says nothing. */
async function silentPort(t: TestContext): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on('error', () => undefined))).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  t.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

async function get({ httpPort }: TestClient, path = '/hello/grpc') {
  const response = await fetch(`http://127.0.0.1:${httpPort}${path}`);
  return { status: response.status, body: await response.text() };
}

async function assertFails(client: TestClient, reason: RegExp, path?: string): Promise<void> {
  const { status, body } = await get(client, path);
  assert.equal(status, 500);
  const { details, stack } = JSON.parse(body);
  assert.equal(stack, '');
  assert.match(details, /^Error id [0-9a-f-]{36}-\d+: /);
  assert.match(details, reason);
  const [id = ''] = /[0-9a-f-]{36}-\d+/.exec(details) ?? [];
  assert.ok(client.output.text().includes(`failed, error id: ${id}`), 'the log has the error id');
}

for (const [path, what] of [
  ['/hello/grpc', 'a run'],
  ['/hello/blocking/neo', 'a greeting'],
] as const) {
  test(`without a server ${what} fails with its status and the id of its log line`, async (t) => {
    await assertFails(await startTestClient(t, 1), /: UNAVAILABLE .*ECONNREFUSED/, path);
  });
}

test('a name that nobody knows is unavailable', async (t) => {
  const client = await startTestClient(t, 9000, {
    'quarkus.grpc.clients.hello.host': 'no-such-host.invalid',
  });
  await assertFails(client, /: UNAVAILABLE .*no-such-host\.invalid/);
});

for (const host of ['a b', 'localhost:9000', '::1', 'http://localhost']) {
  test(`the host "${host}" cannot be dialled`, async (t) => {
    const client = await startTestClient(t, 9000, { 'quarkus.grpc.clients.hello.host': host });
    const { status, body } = await get(client);
    assert.equal(status, 500);
    assert.match(JSON.parse(body).details, /^Error id [0-9a-f-]{36}-1$/);
    assert.ok(client.output.text().includes(`Invalid host or port: ${host} 9000`));
  });
}

test('TLS against a plaintext server fails', async (t) => {
  const server = await startTestServer(t);
  const client = await startTestClient(t, server.grpcPort, {
    'quarkus.grpc.clients.hello.plain-text': 'false',
  });
  await assertFails(client, /: UNAVAILABLE /);
});

test('a server that hangs is bounded by the time limit of the run', async (t) => {
  const client = await startTestClient(t, await silentPort(t), { 'hello.run.timeout': '300ms' });
  await assertFails(client, /: DEADLINE_EXCEEDED /);
});

test('the deadline of the client bounds a greeting, not a run', async (t) => {
  const settings = { 'quarkus.grpc.clients.hello.deadline': '200ms', 'hello.run.timeout': '3s' };
  const client = await startTestClient(t, await silentPort(t), settings);
  const beginMs = performance.now();
  await assertFails(client, /: DEADLINE_EXCEEDED /, '/hello/blocking/neo');
  const greetingMs = performance.now() - beginMs;
  await assertFails(client, /: DEADLINE_EXCEEDED /);
  const runMs = performance.now() - beginMs - greetingMs;
  assert.ok(greetingMs < 2500 && runMs > 2500, `the greeting took ${greetingMs} ms, the run ${runMs} ms`);
});

test('a reply that is too large fails, and the next request works', async (t) => {
  const server = await startTestServer(t);
  const client = await startTestClient(t, server.grpcPort, {
    'quarkus.grpc.clients.hello.max-inbound-message-size': '60',
  });
  await assertFails(client, /: RESOURCE_EXHAUSTED /, `/hello/blocking/${'x'.repeat(100)}`);
  assert.equal((await get(client, '/hello/blocking/neo')).status, 200);
});

test('a run fails at the call that failed, and the next run works when the server is back', async (t) => {
  const server = await startTestServer(t);
  const forwarder = await startForwarder({ port: 0, choose: () => server.grpcPort });
  const client = await startTestClient(t, forwarder.port);
  assert.equal((await get(client)).status, 200);
  await forwarder.close();
  await assertFails(client, /: UNAVAILABLE /);
  const again = await startForwarder({ port: forwarder.port, choose: () => server.grpcPort });
  t.after(again.close);
  assert.equal((await get(client)).status, 200);
});

test('a caller that goes away cancels its run', async (t) => {
  const server = await startTestServer(t);
  const client = await startTestClient(t, server.grpcPort, { numrequest: '10000' });
  const socket = connect(client.httpPort, '127.0.0.1');
  socket.write('GET /hello/grpc HTTP/1.1\r\nHost: x\r\n\r\n');
  while (!client.output.text().includes('Hello t20\n')) await new Promise(setImmediate);
  socket.destroy();
  const calls = () => client.output.lines().filter((line) => line.startsWith('Hello t')).length;
  let before = -1;
  for (let now = calls(); now !== before; now = calls()) {
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.ok(before < 10_000, `${before} calls were made`);
  assert.ok(!client.output.text().includes('error id'), 'that is no failure');
});
