import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ClientHttp2Session } from 'node:http2';
import { connect } from 'node:net';
import test from 'node:test';
import { freePorts, listeningPorts, startProcess } from './helpers/process.ts';
import { connectRaw } from './helpers/raw-grpc.ts';

const sayNeo = Buffer.from('00000000050a036e656f', 'hex');

/** A call that has begun and waits for the rest of its request. */
async function beginCall(session: ClientHttp2Session) {
  const call = session.request({
    ':method': 'POST',
    ':path': '/helloworld.Greeter/SayHello',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  call.write(sayNeo.subarray(0, 3));
  call.on('error', () => undefined);
  // A ping overtakes what waits to be sent, so only the second is answered after the server has seen the call.
  for (let pings = 0; pings < 2; pings += 1)
    await new Promise((resolve) => session.ping(() => resolve(undefined)));
  return call;
}

test('a server that is told to stop finishes the call in flight and exits with 0', async (t) => {
  const server = startProcess(t, 'server', { settings: freePorts });
  const { grpc } = await listeningPorts(server);
  const session = connectRaw(t, grpc);
  const call = await beginCall(session);
  const goaway = once(session, 'goaway');
  server.child.kill('SIGTERM');
  await goaway;
  call.end(sayNeo.subarray(3));
  const [trailers] = await once(call.resume(), 'trailers');
  assert.equal(trailers['grpc-status'], '0');
  assert.equal(await server.exit, 0);
  assert.match(server.stdout(), /grpc-hello server stopped in/);
});

test('a call that does not end is cut off after the timeout, and the exit code is 0 all the same', async (t) => {
  const settings = { ...freePorts, 'quarkus.shutdown.timeout': '300ms' };
  const server = startProcess(t, 'server', { settings });
  const { grpc } = await listeningPorts(server);
  const call = await beginCall(connectRaw(t, grpc));
  const closed = new Promise((resolve) => call.once('close', resolve));
  server.child.kill('SIGTERM');
  await closed;
  assert.equal(await server.exit, 0);
});

for (const [signal, code] of [
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const) {
  test(`a second ${signal} ends the server at once with ${code}`, async (t) => {
    const server = startProcess(t, 'server', { settings: { ...freePorts, 'quarkus.shutdown.delay': '1m' } });
    const { http } = await listeningPorts(server);
    server.child.kill(signal);
    let ready = 200;
    while (ready !== 503) ready = (await fetch(`http://127.0.0.1:${http}/q/health/ready`)).status;
    server.child.kill(signal);
    assert.equal(await server.exit, code);
  });
}

test('while load balancers are given time, the server is not ready but still answers', async (t) => {
  const server = startProcess(t, 'server', { settings: { ...freePorts, 'quarkus.shutdown.delay': '1s' } });
  const { http, grpc } = await listeningPorts(server);
  server.child.kill('SIGTERM');
  let ready = 200;
  while (ready !== 503) ready = (await fetch(`http://127.0.0.1:${http}/q/health/ready`)).status;
  assert.equal((await fetch(`http://127.0.0.1:${http}/q/health/live`)).status, 200);
  const call = await beginCall(connectRaw(t, grpc));
  call.end(sayNeo.subarray(3));
  const [trailers] = await once(call.resume(), 'trailers');
  assert.equal(trailers['grpc-status'], '0');
  assert.equal(await server.exit, 0);
});

test('a client that is told to stop finishes its run, turns new requests away and exits with 0', async (t) => {
  const server = startProcess(t, 'server', { settings: freePorts });
  const { grpc } = await listeningPorts(server);
  const client = startProcess(t, 'client', {
    settings: {
      numrequest: '2000',
      teststring: 'slow',
      'quarkus.http.port': '0',
      'quarkus.grpc.clients.hello.port': String(grpc),
      'quarkus.shutdown.delay': '100ms',
      // 2000 calls take many seconds on a machine that is busy.
      'quarkus.shutdown.timeout': '2m',
    },
  });
  const { http } = await listeningPorts(client);
  const running = fetch(`http://127.0.0.1:${http}/hello/grpc`);
  await client.seen(/Hello slow10\n/);
  client.child.kill('SIGTERM');
  const answer = await running;
  assert.deepEqual([answer.status, await answer.text()], [200, 'Hello']);
  assert.equal(await client.exit, 0);
  assert.match(client.stdout(), /Hello slow1999\n/);
  await assert.rejects(fetch(`http://127.0.0.1:${http}/hello/grpc`));
});

test('connections that say nothing do not hold up the end of a server', async (t) => {
  const server = startProcess(t, 'server', { settings: freePorts });
  const { grpc } = await listeningPorts(server);
  const silent = connect(grpc, '127.0.0.1');
  await once(silent, 'connect');
  await new Promise((resolve) => setTimeout(resolve, 100));
  const beginMs = performance.now();
  server.child.kill('SIGTERM');
  assert.equal(await server.exit, 0);
  assert.ok(performance.now() - beginMs < 5000);
});

test('connections that say nothing do not hold up the end of a client', async (t) => {
  const settings = { numrequest: '1', teststring: 'x', 'quarkus.http.port': '0' };
  const client = startProcess(t, 'client', { settings });
  const { http } = await listeningPorts(client);
  const silent = connect(http, '127.0.0.1');
  await once(silent, 'connect');
  const ended = new Promise((resolve) => silent.once('close', resolve));
  const beginMs = performance.now();
  client.child.kill('SIGTERM');
  await ended;
  assert.equal(await client.exit, 0);
  assert.ok(performance.now() - beginMs < 5000);
});
