import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { loadConfig } from '../shared/config/load-config.ts';
import { createLookup } from '../shared/config/lookup.ts';
import { propertySource } from '../shared/config/source.ts';
import { tracingKeys } from '../shared/telemetry/tracing-keys.ts';
import { startTracing } from './start-tracing.ts';

const traceIds = ['0af7651916cd43dd8448eb211c80319c', '4bf92f3577b34da6a3ce929d0e0e4736'] as const;

async function start(t: TestContext, settings: Readonly<Record<string, string>> = {}) {
  const given = new Map(Object.entries({ OTEL_TRACES_EXPORTER: 'console', ...settings }));
  const config = loadConfig(tracingKeys, createLookup([propertySource('test', 300, given)], ['prod']));
  const spans: { name: string; resource: Record<string, unknown> }[] = [];
  const quiet = () => undefined;
  const info = (_: string, { span }: { span?: (typeof spans)[number] } = {}) => {
    if (span !== undefined) spans.push(span);
  };
  const logger = { debug: quiet, info, warn: quiet, error: quiet, fatal: quiet, writes: () => false };
  const tracing = await startTracing({
    config,
    logger,
    service: { name: 'grpc', version: '1', host: 'pod-1' },
  });
  t.after(() => tracing.shutdown(1000));
  return { tracing, spans };
}

function requestOf(traceId: string, flags = '01') {
  const headers: Record<string, string> = { traceparent: `00-${traceId}-b7ad6b7169203331-${flags}` };
  const header = (name: string) => headers[name];
  return { method: 'GET', url: '/hello/grpc', header, peerAddress: undefined };
}

test('what a request does, now and later, finds its span; requests at the same time do not mix', async (t) => {
  const { tracing } = await start(t);
  const found = await Promise.all(
    traceIds.map(
      (traceId) =>
        new Promise((resolve) => {
          tracing.beginRequest(requestOf(traceId)).within(() => {
            void wait(5).then(() => resolve(tracing.findCurrentSpan()?.traceId));
          });
        }),
    ),
  );
  assert.deepEqual(found, traceIds);
  assert.equal(tracing.findCurrentSpan(), undefined);
});

test('what a call does finds its span, even when it throws', async (t) => {
  const { tracing } = await start(t);
  const [traceId] = traceIds;
  const call = {
    path: '/a.B/C',
    host: () => 'localhost:9000',
    peer: () => '127.0.0.1:1',
    header: requestOf(traceId).header,
  };
  let found: string | undefined;
  const fail = () => {
    found = tracing.findCurrentSpan()?.traceId;
    throw new Error('thrown');
  };
  assert.throws(() => tracing.serveCall(call, fail), { message: 'thrown' });
  assert.equal(found, traceId);
  assert.equal(tracing.findCurrentSpan(), undefined);
});

test('a span of a trace that is not kept says so', async (t) => {
  const { tracing } = await start(t);
  tracing.beginRequest(requestOf(traceIds[0], '00')).within(() => {
    assert.equal(tracing.findCurrentSpan()?.isSampled, false);
  });
});

test('a call of a trace that is not kept finds its span, and nothing is asked for that a span would say', async (t) => {
  const { tracing } = await start(t);
  const unasked = () => assert.fail('asked for');
  const { header } = requestOf(traceIds[0], '00');
  let isSampled: boolean | undefined;
  tracing.serveCall({ path: '/a.B/C', host: unasked, peer: unasked, header }, (span) => {
    assert.equal(span, undefined);
    isSampled = tracing.findCurrentSpan()?.isSampled;
  });
  assert.equal(isSampled, false);
});

test('several services in one process keep their names apart', async (t) => {
  const [first, second] = [
    await start(t),
    await start(t, { OTEL_SERVICE_NAME: 'other', OTEL_RESOURCE_ATTRIBUTES: 'hostname=pod-2' }),
  ];
  for (const { tracing } of [first, second]) {
    tracing.beginRequest(requestOf(traceIds[0])).end({ route: '/hello/grpc', status: 200, isComplete: true });
    await tracing.shutdown(1000);
  }
  assert.deepEqual(
    [first, second].map(({ spans }) =>
      spans.map(({ name, resource }) => [name, resource['service.name'], resource.hostname]),
    ),
    [[['GET /hello/grpc', 'grpc', 'pod-1']], [['GET /hello/grpc', 'other', 'pod-2']]],
  );
});
