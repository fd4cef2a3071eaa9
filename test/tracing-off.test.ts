import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { freePorts, listeningPorts, startProcess } from './helpers/process.ts';
import { startRecordingGreeter } from './helpers/recording-greeter.ts';
import { temporaryFolder } from './helpers/services.ts';

const dist = join(__dirname, '../dist');

/** The two bundles as they are shipped, but without what traces. */
function bundlesAlone(t: TestContext): string {
  const folder = temporaryFolder(t);
  for (const file of ['server.js', 'server.bundle.js', 'client.js', 'client.bundle.js'])
    copyFileSync(join(dist, file), join(folder, file));
  return folder;
}

const given = {
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  tracestate: 'vendor=value',
  baggage: 'user=neo',
  b3: '0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1',
  'x-b3-traceid': '0af7651916cd43dd8448eb211c80319c',
  'x-b3-spanid': 'b7ad6b7169203331',
  'x-b3-parentspanid': '00f067aa0ba902b7',
  'x-b3-sampled': '1',
  'x-b3-flags': '1',
  'x-request-id': 'request-1',
};

for (const [when, environment] of [
  ['by default', {}],
  [
    'with OTEL_TRACES_EXPORTER=none',
    { OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x:1' },
  ],
  ['with OTEL_SDK_DISABLED=true', { OTEL_TRACES_EXPORTER: 'otlp', OTEL_SDK_DISABLED: 'true' }],
] as const) {
  test(`${when} nothing that traces is loaded, and every call still carries what the request carried`, async (t) => {
    const folder = bundlesAlone(t);
    const greeter = await startRecordingGreeter(t);
    const target = {
      ...freePorts,
      ...{ numrequest: '3', teststring: 't', 'quarkus.grpc.clients.hello.host': '127.0.0.1' },
      'quarkus.grpc.clients.hello.port': String(greeter.port),
    };
    const client = startProcess(t, 'client', { folder, environment, settings: target });
    const { http } = await listeningPorts(client);
    for (const path of ['/hello/grpc', '/hello/blocking/neo', '/hello/report?requests=2'])
      assert.equal((await fetch(`http://127.0.0.1:${http}${path}`, { headers: given })).status, 200);
    assert.equal(greeter.calls.length, 3 + 1 + 2);
    for (const call of greeter.calls) {
      for (const [name, value] of Object.entries(given)) assert.equal(call[name], value, name);
    }
    const server = startProcess(t, 'server', { folder, environment, settings: freePorts });
    assert.ok((await listeningPorts(server)).grpc > 0);
  });
}

test('with an exporter, the bundle without what traces does not start', async (t) => {
  const environment = { OTEL_TRACES_EXPORTER: 'otlp' };
  const server = startProcess(t, 'server', { folder: bundlesAlone(t), environment, settings: freePorts });
  assert.equal(await server.exit, 1);
  assert.match(server.stderr(), /Cannot find module '\.\/tracing\.js'/);
});

test('the bundles of the services have no more of OpenTelemetry than the API, which prom-client brings', () => {
  for (const service of ['server', 'client']) {
    const { sources } = JSON.parse(
      gunzipSync(readFileSync(join(dist, `${service}.bundle.js.map.gz`))).toString(),
    );
    assert.deepEqual(
      sources.filter((source: string) =>
        /@opentelemetry\/(?!api\/)|jaeger-client|services\/tracing\//.test(source),
      ),
      [],
    );
  }
});

test('a call carries one trace alone: what came in other headers gives way to the configured propagators', async (t) => {
  const greeter = await startRecordingGreeter(t);
  const settings = {
    ...freePorts,
    ...{ numrequest: '1', teststring: 't', 'quarkus.grpc.clients.hello.host': '127.0.0.1' },
    'quarkus.grpc.clients.hello.port': String(greeter.port),
  };
  const environment = { OTEL_TRACES_EXPORTER: 'console', OTEL_PROPAGATORS: 'b3multi,tracecontext,baggage' };
  const client = startProcess(t, 'client', { environment, settings });
  const { http } = await listeningPorts(client);
  await fetch(`http://127.0.0.1:${http}/hello/grpc`, { headers: given });
  const [call = {}] = greeter.calls;
  const [, traceId, spanId] = /^00-(\w{32})-(\w{16})-01$/.exec(call.traceparent ?? '') ?? [];
  assert.equal(traceId, '0af7651916cd43dd8448eb211c80319c');
  assert.notEqual(spanId, 'b7ad6b7169203331');
  assert.deepEqual([call['x-b3-traceid'], call['x-b3-spanid'], call['x-b3-sampled']], [traceId, spanId, '1']);
  assert.deepEqual(
    [call.tracestate, call.baggage, call['x-request-id']],
    ['vendor=value', 'user=neo', 'request-1'],
  );
  assert.deepEqual([call.b3, call['x-b3-parentspanid']], [undefined, undefined]);
});
