import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { loadConfig } from '../shared/config/load-config.ts';
import { createLookup } from '../shared/config/lookup.ts';
import { propertySource } from '../shared/config/source.ts';
import { tracingKeys } from '../shared/telemetry/tracing-keys.ts';
import { startTracing } from './start-tracing.ts';

/** The headers with which a span is delivered over HTTP. */
async function deliver(t: test.TestContext, settings: Readonly<Record<string, string>>) {
  const collector = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
  t.after(() => collector.close());
  await once(collector, 'listening');
  const { port } = collector.address() as AddressInfo;
  const given = new Map(
    Object.entries({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, ...settings }),
  );
  const config = loadConfig(tracingKeys, createLookup([propertySource('test', 300, given)], ['prod']));
  const quiet = () => undefined;
  const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet, fatal: quiet, writes: () => false };
  const service = { name: 'grpc', version: '1', host: 'pod-1' };
  const tracing = await startTracing({ config, logger, service });
  const request = { method: 'GET', url: '/', header: () => undefined, peerAddress: undefined };
  tracing.beginRequest(request).end({ route: '/', status: 200, isComplete: true });
  const delivered = once(collector, 'request');
  await tracing.shutdown(2000);
  const [{ headers }] = (await delivered) as [{ headers: IncomingHttpHeaders }];
  return headers;
}

for (const protocol of ['http/protobuf', 'http/json']) {
  test(`spans are delivered as part of a trace that nobody wants (${protocol})`, async (t) => {
    const headers = await deliver(t, { OTEL_EXPORTER_OTLP_PROTOCOL: protocol });
    assert.match(headers.traceparent as string, /^00-[0-9a-f]{31}1-[0-9a-f]{15}1-00$/);
  });
}

test('headers of the user win', async (t) => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const headers = await deliver(t, { OTEL_EXPORTER_OTLP_HEADERS: `traceparent=${traceparent},token=abc` });
  assert.deepEqual([headers.traceparent, headers.token], [traceparent, 'abc']);
});
