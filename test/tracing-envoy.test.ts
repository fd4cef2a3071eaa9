import assert from 'node:assert/strict';
import test from 'node:test';
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { skipWithoutEnvoy, startEnvoy } from './helpers/envoy.ts';
import { skipWithoutJaeger, startJaeger } from './helpers/jaeger.ts';
import { beginTrace, startTracedServices } from './helpers/traced-services.ts';

const skip = skipWithoutJaeger || skipWithoutEnvoy;

test('with Envoy between, client, proxy and server make one trace', { skip, timeout: 60_000 }, async (t) => {
  const jaeger = await startJaeger(t);
  const traceTo = `${jaeger.host}:4317`;
  const services = await startTracedServices(t, {
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://${traceTo}`, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
    through: async (port) => (await startEnvoy(t, { endpoints: [`127.0.0.1:${port}`], traceTo })).port,
  });
  const { traceId, headers } = beginTrace();
  assert.equal(await (await fetch(`${services.clientUrl}/hello/grpc`, { headers })).text(), 'Hello');
  await services.stop();

  // The request, the run, and for each call: the client, the proxy's two sides, the server.
  const spans = await jaeger.trace(traceId, 2 + 25 * 4);
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const served = spans.filter(({ service }) => service === 'grpc.grpc');
  assert.equal(served.length, 25);
  for (const answer of served) {
    const above = [];
    for (let span = byId.get(answer.parentSpanId); span !== undefined; span = byId.get(span.parentSpanId))
      above.push(`${span.service} ${span.kind}`);
    assert.deepEqual(above, [
      'proxy client',
      'proxy server',
      'grpc-client.test client',
      'grpc-client.test internal',
      'grpc-client.test server',
    ]);
    assert.equal(answer.attributes['hello.attempt'], '1', 'the attempt that the proxy counted');
    assert.equal(unmarked(answer.attributes['guid:x-request-id']), unmarked(headers['x-request-id']));
  }
  const ofProxy = spans.filter(({ service, kind }) => service === 'proxy' && kind === 'server');
  for (const span of ofProxy)
    assert.equal(unmarked(span.attributes['guid:x-request-id']), unmarked(headers['x-request-id']));
});

test('a proxy on the way to the collector makes no traces of deliveries', {
  skip,
  timeout: 60_000,
}, async (t) => {
  const jaeger = await startJaeger(t);
  const traceTo = `${jaeger.host}:4317`;
  const proxy = await startEnvoy(t, { endpoints: [traceTo], traceTo });
  const services = await startTracedServices(t, {
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${proxy.port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    },
  });
  const { traceId, headers } = beginTrace();
  await fetch(`${services.clientUrl}/hello/grpc`, { headers });
  await services.stop();
  await jaeger.trace(traceId, 2 + 25 * 2);

  // The proxy hands its spans over in order, so that those of deliveries would come before these.
  const asked = beginTrace();
  await callThrough(proxy.port, asked.headers);
  await jaeger.trace(asked.traceId, 2);
  assert.deepEqual(await tracesOf(jaeger.queryUrl, 'proxy'), [asked.traceId]);
});

/** Makes a call that the collector does not know, which is an answer, too. */
async function callThrough(port: number, headers: Readonly<Record<string, string>>): Promise<void> {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(headers)) metadata.set(key, value);
  const same = (bytes: Buffer) => bytes;
  await new Promise((resolve) => {
    client.makeUnaryRequest('/a.B/C', same, same, Buffer.alloc(0), metadata, resolve);
  });
  client.close();
}

async function tracesOf(queryUrl: string, service: string): Promise<string[]> {
  const search = new URLSearchParams({
    'query.service_name': service,
    'query.start_time_min': new Date(Date.now() - 600_000).toISOString(),
    'query.start_time_max': new Date(Date.now() + 600_000).toISOString(),
    'query.num_traces': '100',
  });
  const { result } = (await (await fetch(`${queryUrl}/api/v3/traces?${search}`)).json()) as Found;
  const spans = result.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
  return [...new Set(spans.map(({ traceId }) => traceId))];
}

interface Found {
  readonly result: {
    readonly resourceSpans: readonly {
      readonly scopeSpans: readonly { readonly spans: readonly { readonly traceId: string }[] }[];
    }[];
  };
}

/** Envoy writes into one digit of the id whether and why it traces. */
function unmarked(requestId: unknown): string {
  return String(requestId).replace(/^(.{14})./, '$1_');
}
