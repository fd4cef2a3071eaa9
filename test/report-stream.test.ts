import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import test, { type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Report } from '../services/client/report/schema/report.ts';
import { startAnyGreeter } from './helpers/any-greeter.ts';
import { startTestClient, startTestServer } from './helpers/services.ts';

async function startPair(t: TestContext) {
  const server = await startTestServer(t);
  const { httpPort } = await startTestClient(t, server.grpcPort);
  return { httpPort, url: `http://127.0.0.1:${httpPort}` };
}

/** All events of a stream, and the comments between them. */
async function readStream(url: string) {
  const events: EventSourceMessage[] = [];
  const comments: string[] = [];
  const parser = createParser({
    onEvent: (event) => events.push(event),
    onComment: (comment) => comments.push(comment),
  });
  const response = await fetch(url);
  const body = await response.text();
  parser.feed(body);
  return { response, events, comments, body };
}

test('the stream tells the progress of every call, and then the report', async (t) => {
  const { url } = await startPair(t);
  const { response, events } = await readStream(`${url}/hello/report/stream?requests=250`);
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  const progress = events.filter(({ event }) => event === 'progress').map(({ data }) => JSON.parse(data));
  const told = progress.flatMap(({ calls }) => calls.map(({ index }: { index: number }) => index));
  assert.deepEqual(
    told,
    Array.from({ length: 250 }, (_, index) => index),
  );
  assert.deepEqual([progress.at(-1).made, progress.at(-1).wanted], [250, 250]);
  const last = events.at(-1);
  assert.equal(last?.event, 'report');
  assert.equal((JSON.parse(last?.data ?? '') as Report).run.made, 250);
});

test('an EventSource that connects again does not start another run', async (t) => {
  const greeter = await startAnyGreeter(t);
  const { httpPort } = await startTestClient(t, greeter.port);
  const headers = { 'last-event-id': '1' };
  const response = await fetch(`http://127.0.0.1:${httpPort}/hello/report/stream`, { headers });
  assert.equal(response.status, 204);
  assert.equal(greeter.calls.begun, 0);
});

test('a reader that takes nothing neither slows the run down nor other readers', async (t) => {
  const { url, httpPort } = await startPair(t);
  const socket = connect(httpPort, '127.0.0.1').pause();
  await once(socket, 'connect');
  t.after(() => socket.destroy());
  socket.write('GET /hello/report/stream?requests=10000&concurrency=50 HTTP/1.1\r\nHost: a\r\n\r\n');
  const report = await fetch(`${url}/hello/report?requests=100`);
  assert.match(await report.text(), /100 calls/);
  for (;;) {
    const metrics = await (await fetch(`${url}/q/metrics`)).text();
    if (/^hello_run_duration_seconds_count 2$/m.test(metrics)) break;
    await wait(50);
  }
});
