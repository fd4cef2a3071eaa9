import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import test, { type TestContext } from 'node:test';
import { type EventStream, type EventStreamOptions, openEventStream } from './event-stream.ts';

/** A server that opens a stream for its one caller, and a caller that reads when it is asked to. */
async function openPair(t: TestContext, options: EventStreamOptions) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const opened = once(server, 'request').then(([, response]) => {
    return { response: response as ServerResponse, stream: openEventStream(response, options) };
  });
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  t.after(() => socket.destroy());
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  return { socket, ...(await opened) };
}

const patient: EventStreamOptions = { heartbeatMs: 60_000, stalledMs: 60_000 };

/** Fills all that the system keeps for a caller that does not read. */
async function fill(stream: EventStream): Promise<void> {
  while (stream.isFlowing()) {
    stream.send('progress', 'x'.repeat(1_000_000));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('while nothing happens, a comment keeps the connection alive', async (t) => {
  const { socket } = await openPair(t, { ...patient, heartbeatMs: 10 });
  let text = '';
  while (!/(?:: still running\n\n[\s\S]*){2}/.test(text)) [text] = [text + (await once(socket, 'data'))[0]];
});

test('a reader that takes nothing is given up, and one that takes it after all is not', {
  timeout: 20_000,
}, async (t) => {
  const absent = await openPair(t, { ...patient, stalledMs: 50 });
  absent.socket.pause();
  await fill(absent.stream);
  if (!absent.response.destroyed) await once(absent.response, 'close');
  assert.equal(absent.response.writableFinished, false);

  const late = await openPair(t, { ...patient, stalledMs: 500 });
  late.socket.pause();
  await fill(late.stream);
  late.socket.resume();
  await once(late.response, 'drain');
  await new Promise((resolve) => setTimeout(resolve, 700));
  assert.equal(late.response.destroyed, false);
  assert.equal(late.stream.isFlowing(), true);
});

test('what is sent after the end, or to a caller that left, does no harm', async (t) => {
  const { socket, response, stream } = await openPair(t, patient);
  stream.end();
  stream.send('progress', 1);
  const gone = await openPair(t, patient);
  gone.socket.destroy();
  await once(gone.response, 'close');
  gone.stream.send('progress', 1);
  gone.stream.end();
  assert.equal(response.writableEnded, true);
  socket.destroy();
});
