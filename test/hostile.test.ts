import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import test from 'node:test';
import { startTestClient, startTestServer } from './helpers/services.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** Requests that are refused, repaired or never finished. */
const pieces = [
  'GET /hello/grpc HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /hello/blocking/J\xFCrgen HTTP/1.1\r\n\r\n',
  'CONNECT x:1 HTTP/1.1\r\n\r\n',
  'FOO /hello/grpc HTTP/1.1\r\n\r\n',
  'POST /hello/grpc HTTP/1.1\r\nContent-Length: 100\r\n\r\nabc',
  'GET /hello/grpc HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  `GET /${'a'.repeat(6000)} HTTP/1.1\r\n\r\n`,
  `GET / HTTP/1.1\r\nX: ${'b'.repeat(60_000)}\r\n\r\n`,
  `GET /hello/blocking/${'c'.repeat(5 * 1024 * 1024)} HTTP/1.1\r\n\r\n`,
  'GET /hello/gr',
  '\x16\x03\x01\x02\x00\x01\x00',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
].map(latin1);

/** Sends bytes and breaks the connection off, at once or after a moment. */
async function sendAndReset(port: number, bytes: Buffer, waits: boolean): Promise<void> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(bytes);
  if (waits) await new Promise((resolve) => setTimeout(resolve, 3));
  socket.resetAndDestroy();
}

test('callers that break off in the middle harm nobody else', async (t) => {
  const server = await startTestServer(t);
  const client = await startTestClient(t, server.grpcPort);
  for (const port of [client.httpPort, server.httpPort]) {
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(
        pieces.flatMap((bytes) => [sendAndReset(port, bytes, false), sendAndReset(port, bytes, true)]),
      );
    }
  }
  const answer = await fetch(`http://127.0.0.1:${client.httpPort}/hello/grpc`);
  assert.equal(await answer.text(), 'Hello');
});

test('half-open connections do not keep others from being answered', async (t) => {
  const server = await startTestServer(t);
  const client = await startTestClient(t, server.grpcPort);
  const halfOpen = Array.from({ length: 300 }, () =>
    connect(client.httpPort, '127.0.0.1').on('error', () => undefined),
  );
  for (const socket of halfOpen) socket.write('GET /hello/gr');
  const answer = await fetch(`http://127.0.0.1:${client.httpPort}/hello/grpc`);
  assert.equal(answer.status, 200);
  for (const socket of halfOpen) socket.destroy();
});

test('what is no HTTP/2 on the gRPC port harms no call', async (t) => {
  const server = await startTestServer(t);
  const client = await startTestClient(t, server.grpcPort);
  const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
  const frames = ['', '\x00\x00\x00\x04\x00\x00\x00\x00\x00', '\x00\x00\x05\x01\x04\x00\x00\x00\x01xxxxx'];
  const garbage = [...pieces.slice(0, 8), ...frames.map((frame) => latin1(preface + frame))];
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(
      garbage.flatMap((bytes) => [true, false].map((waits) => sendAndReset(server.grpcPort, bytes, waits))),
    );
  }
  const answer = await fetch(`http://127.0.0.1:${client.httpPort}/hello/grpc`);
  assert.equal(await answer.text(), 'Hello');
});

test('requests behind a caller that left are never begun', async (t) => {
  const server = await startTestServer(t);
  const client = await startTestClient(t, server.grpcPort, { numrequest: '500' });
  const socket = connect(client.httpPort, '127.0.0.1').on('error', () => undefined);
  socket.write('GET /hello/grpc HTTP/1.1\r\n\r\n'.repeat(5));
  const calls = () => client.output.lines().filter((line) => line.startsWith('Hello t')).length;
  while (calls() < 20) await new Promise(setImmediate);
  socket.resetAndDestroy();
  let before = -1;
  for (let now = calls(); now !== before; now = calls()) {
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  assert.ok(before < 500, `${before} calls were made`);
});

test('pipelined requests are answered in their order, and not behind an answer that ends the connection', async (t) => {
  const server = await startTestServer(t);
  const client = await startTestClient(t, server.grpcPort, { numrequest: '1' });
  const socket = connect(client.httpPort, '127.0.0.1');
  const get = (path: string, header = '') => `GET ${path} HTTP/1.1\r\n${header}\r\n`;
  socket.write(
    get('/hello/grpc') +
      get('/nowhere') +
      get('/hello/blocking/a') +
      get('/hello/grpc', 'Accept: nonsense\r\n') +
      get('/hello/blocking/b'),
  );
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  await once(socket, 'close');
  assert.deepEqual(
    [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status),
    ['200', '404', '200', '500'],
  );
  assert.ok(!server.output.text().includes('Hello b'));
});
