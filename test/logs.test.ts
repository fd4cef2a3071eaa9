import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { createLogging } from '../services/shared/logging/logging.ts';
import { capturedOutput } from './helpers/captured-output.ts';
import { startTestClient, startTestServer } from './helpers/services.ts';

async function callOnce(
  t: TestContext,
  path: string,
  settings: Record<string, string> = {},
): Promise<string[]> {
  const server = await startTestServer(t, settings);
  const client = await startTestClient(t, server.grpcPort);
  await fetch(`http://127.0.0.1:${client.httpPort}${path}`);
  return server.output.lines();
}

test('a log line is one JSON object with time, level, category and message', async (t) => {
  const lines = (await callOnce(t, '/hello/blocking/neo')).map((line) => JSON.parse(line));
  const greeting = lines.find(({ loggerName }) => loggerName === 'hello.server.Greeter');
  assert.equal(greeting.message, 'Hello neo (call 1)');
  assert.equal(greeting.level, 'INFO');
  assert.ok(Math.abs(Date.parse(greeting.timestamp) - Date.now()) < 10_000, greeting.timestamp);
});

test('the console format is the one of the original', async (t) => {
  const lines = await callOnce(t, '/hello/blocking/neo', { 'quarkus.log.console.json': 'false' });
  const pattern =
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} INFO {2}\[hel\.ser\.Greeter\] \(main\) Hello neo \(call 1\)$/;
  assert.ok(
    lines.some((line) => pattern.test(line)),
    lines.join('\n'),
  );
});

test('a name cannot forge a log line', async (t) => {
  const forged = '/hello/blocking/neo%0A2026-01-01%20forged';
  const lines = await callOnce(t, forged, { 'quarkus.log.console.json': 'false' });
  assert.ok(
    lines.some((line) => line.includes('Hello neo\\u000a2026-01-01 forged (call 1)')),
    lines.join('\n'),
  );
  assert.ok(!lines.some((line) => line.startsWith('2026-01-01 forged')));
});

for (const [setting, value] of [
  ['quarkus.log.level', 'WARN'],
  ['quarkus.log.category."hello.server.Greeter".level', 'OFF'],
  ['quarkus.log.category."hello.server".level', 'ERROR'],
] as const) {
  test(`${setting}=${value} silences the line of each call`, async (t) => {
    const lines = await callOnce(t, '/hello/blocking/neo', { [setting]: value });
    assert.deepEqual(
      lines.filter((line) => line.includes('Hello neo')),
      [],
    );
  });
}

test('keys without effect are told of once, with the key that was probably meant', async (t) => {
  const lines = await callOnce(t, '/hello/blocking/neo', {
    'quarkus.grpc.server.prot': '1',
    'quarkus.grpc.server.instances': '2',
    'quarkus.grpc.clients.hello.host': 'x',
    'some.other.key': '3',
  });
  const warnings = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 'WARN');
  assert.deepEqual(
    warnings.map(({ message }) => message),
    [
      'Unrecognized configuration key "quarkus.grpc.server.prot" was provided (system property); it will be ignored. Did you mean "quarkus.grpc.server.port"?',
      'quarkus.grpc.server.instances (system property) is a key of the original that has no meaning here: it belongs to the JVM, Netty or Vert.x.',
    ],
  );
});

test('a category level that is none is told together with every other bad setting', async (t) => {
  const settings = { 'quarkus.log.category."hello.server".level': 'LOUD', 'quarkus.log.level': 'QUIET' };
  await assert.rejects(startTestServer(t, settings), {
    message:
      /^2 settings are wrong:\n {2}- quarkus\.log\.category\."hello\.server"\.level is "LOUD" \(system property\).*\n {2}- quarkus\.log\.level is "QUIET"/,
  });
});

const span = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', isSampled: false };
const traceparent = `00-${span.traceId}-${span.spanId}-00`;

for (const [what, json, expected] of [
  [
    'in JSON names the span that it was written in',
    'true',
    /"trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"(?!b7ad6b7169203331)[0-9a-f]{16}"/,
  ],
  ['of the console has no place for a span, as that of the original', 'false', /^((?!0af7651916cd).)*$/],
] as const) {
  test(`a line ${what}`, async (t) => {
    const traced = { OTEL_TRACES_EXPORTER: 'console' };
    const server = await startTestServer(t, { ...traced, 'quarkus.log.console.json': json });
    const client = await startTestClient(t, server.grpcPort);
    await fetch(`http://127.0.0.1:${client.httpPort}/hello/blocking/neo`, { headers: { traceparent } });
    const line = server.output.lines().find((candidate) => candidate.includes('Hello neo'));
    assert.match(line ?? '', expected);
  });
}

test('a line outside of any span names none, nor the one before it', () => {
  const spans = [span, undefined];
  const output = capturedOutput();
  const findCurrentSpan = () => spans.shift();
  const logger = createLogging({ output, level: 'INFO', json: true, findCurrentSpan })('test');
  logger.info('inside', { detail: 1 });
  logger.info('outside');
  const [inside, outside] = output.lines().map((line) => JSON.parse(line));
  assert.deepEqual([inside.trace_id, inside.span_id, inside.detail], [span.traceId, span.spanId, 1]);
  assert.deepEqual(Object.keys(outside), ['level', 'timestamp', 'loggerName', 'message']);
});
