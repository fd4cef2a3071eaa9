import assert from 'node:assert/strict';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import fc from 'fast-check';
import { startAnyGreeter } from '../../../test/helpers/any-greeter.ts';
import { startTestServer } from '../../../test/helpers/services.ts';
import { toError } from '../../shared/errors/to-error.ts';
import { loadGreeter } from '../../shared/proto/greeter.ts';
import { createCancelGroup } from '../grpc/cancel-group.ts';
import { createGreeterIdentify, explainFailure, openGreeterChannel } from './greeter-run.ts';

const context = { name: 'neo', signal: new AbortController().signal, headers: {} };

function open(t: TestContext, target: string, callTimeoutMs = 5000) {
  const method = loadGreeter().sayHello;
  const settings = {
    method,
    credentials: credentials.createInsecure(),
    inFlight: createCancelGroup(),
    options: {},
  };
  const channel = openGreeterChannel(
    { ...settings, targetOf: () => target, callTimeoutMs, nowMs: Date.now },
    { policy: 'pick_first', dial: 'service' },
  );
  t.after(channel.close);
  return channel;
}

/** What is shown of a call that fails. */
async function failureOf(call: Promise<unknown>) {
  const [outcome] = await Promise.allSettled([call]);
  return outcome?.status === 'rejected'
    ? explainFailure(toError(outcome.reason))
    : assert.fail('It was answered.');
}

function serviceError(
  code: number,
  details: string,
  headers: Readonly<Record<string, string>> = {},
): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(headers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

test("the number of the call is put behind the run's name, and headers go along", async (t) => {
  const server = await startTestServer(t, { 'hello.pod': 'pod-1', 'hello.version': 'l1' });
  const channel = open(t, `127.0.0.1:${server.grpcPort}`);
  const answer = await channel.call(7, context);
  assert.equal(answer.reply.message, 'Hello neo7');
  const { backend, connection } = createGreeterIdentify()(answer);
  assert.deepEqual([backend.name, backend.version, backend.isNamed, connection], ['pod-1', 'l1', true, 1]);
});

test('who does not name itself is known by where it was reached', async (t) => {
  const greeter = await startAnyGreeter(t);
  const answer = await open(t, `127.0.0.1:${greeter.port}`).call(0, context);
  const { backend } = createGreeterIdentify()(answer);
  assert.deepEqual([backend.name, backend.isNamed], [`127.0.0.1:${greeter.port}`, false]);
});

test('calls that time out have failed for one and the same reason, whatever they waited for', async (t) => {
  const silent = createHttp2Server().on('stream', (stream) => stream.on('error', () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  t.after(() => silent.close());
  const channel = open(t, `127.0.0.1:${(silent.address() as AddressInfo).port}`, 30);
  const messages = new Set<string>();
  for (let n = 0; n < 4; n += 1) {
    const failure = await failureOf(channel.call(n, context));
    assert.equal(failure.status, 'DEADLINE_EXCEEDED');
    messages.add(failure.message);
  }
  assert.equal(messages.size, 1, [...messages].join('\n'));
  assert.match([...messages].join(), /^Deadline exceeded,remote_addr=127\.0\.0\.1:\d+$/);
});

test('calls to a port where nobody listens have failed for one and the same reason', async (t) => {
  const channel = open(t, '127.0.0.1:1');
  const failures = [await failureOf(channel.call(0, context)), await failureOf(channel.call(1, context))];
  assert.deepEqual(failures[0], failures[1]);
  assert.match(failures[0]?.message ?? '', /ECONNREFUSED 127\.0\.0\.1:1\.$/);
});

for (const [code, name] of [
  [status.UNAVAILABLE, 'UNAVAILABLE'],
  [status.DEADLINE_EXCEEDED, 'DEADLINE_EXCEEDED'],
  [99, '99'],
] as const) {
  test(`status ${code} is shown as ${name}`, () => {
    assert.deepEqual(explainFailure(serviceError(code, 'no')), {
      status: name,
      message: 'no',
      isOverloaded: false,
      proxy: null,
    });
  });
}

test('what a proxy says of itself is kept, cleaned', () => {
  const headers = { 'x-envoy-overloaded': 'true', server: 'istio-envoy' };
  const { isOverloaded, proxy } = explainFailure(serviceError(14, 'overflow', headers));
  assert.deepEqual([isOverloaded, proxy], [true, 'istio-envoy']);
  assert.equal(explainFailure(serviceError(14, '', { 'x-envoy-overloaded': 'false' })).isOverloaded, false);
});

test('an error that is not of gRPC is UNKNOWN, with its message', () => {
  assert.deepEqual(explainFailure(new TypeError('a\nb')), {
    status: 'UNKNOWN',
    message: 'a b',
    isOverloaded: false,
    proxy: null,
  });
});

test('what differs from call to call is left out', () => {
  const message = 'no connection (2026-01-02T03:04:05.678Z) to x. Resolution note: ';
  assert.equal(explainFailure(serviceError(14, message)).message, 'no connection to x.');
});

test('no message gets a control character through, or more than 300 characters and the sign of the cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), (details) => {
      const { message } = explainFailure(serviceError(14, details));
      assert.ok(message.length <= 301, String(message.length));
      assert.doesNotMatch(message, /[\p{C}\p{Zl}\p{Zp}]/u);
    }),
  );
  assert.equal(explainFailure(serviceError(14, 'x'.repeat(301))).message, `${'x'.repeat(300)}…`);
});
