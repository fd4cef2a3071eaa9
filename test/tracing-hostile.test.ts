import assert from 'node:assert/strict';
import test from 'node:test';
import { listeningPorts } from './helpers/process.ts';
import { exchangeRaw } from './helpers/raw-http.ts';
import { startTracedServices } from './helpers/traced-services.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const many = (count: number) => Array.from({ length: count }, (_, index) => `key${index}=value`).join(',');

const hostile: Readonly<Record<string, readonly string[]>> = {
  'baggage whose properties are no ASCII': ['baggage: a=b;note=\xe9'],
  'a thousand entries of baggage': [`traceparent: ${traceparent}`, `baggage: ${many(1000)}`],
  'baggage that stops in an escape': ['baggage: a=%e,b=%', 'baggage: =,;,==;='],
  'a long traceparent': [`traceparent: ${traceparent}${'0'.repeat(9000)}`],
  'a traceparent of zeros': [`traceparent: 00-${'0'.repeat(32)}-${'0'.repeat(16)}-01`],
  'a hundred trace headers': Array.from({ length: 100 }, () => `traceparent: ${traceparent}`),
  'a long list of trace state': [`traceparent: ${traceparent}`, `tracestate: ${many(900)}`],
  'trace state that is no ASCII': [`traceparent: ${traceparent}`, 'tracestate: a=\xff'],
  'B3 that is none': ['b3: %%%', 'x-b3-traceid: \xff', 'x-b3-spanid: 1', 'x-b3-sampled: perhaps'],
  'a long B3': [`b3: ${'a'.repeat(9000)}`],
  'Jaeger that is none': ['uber-trace-id: %zz', 'uberctx-key: \xff'],
  'a request id that is no ASCII': ['x-request-id: \xff\xfe'],
  'a long request id': [`x-request-id: ${'a'.repeat(9000)}`],
};

const propagators = { OTEL_PROPAGATORS: 'tracecontext,baggage,b3,b3multi,jaeger' };

for (const [how, environment] of Object.entries({
  'with every propagator': { OTEL_TRACES_EXPORTER: 'console', ...propagators },
  'with no propagator': { OTEL_TRACES_EXPORTER: 'console', OTEL_PROPAGATORS: 'none' },
  'with no sampling': { OTEL_TRACES_EXPORTER: 'console', OTEL_TRACES_SAMPLER: 'always_off', ...propagators },
  'without tracing': {},
})) {
  test(`whatever trace headers a caller sends, its calls are made (${how})`, async (t) => {
    const services = await startTracedServices(t, { environment });
    const { http } = await listeningPorts(services.client);
    for (const [what, headers] of Object.entries(hostile)) {
      const lines = ['GET /hello/blocking/neo HTTP/1.1', 'host: localhost', ...headers, 'connection: close'];
      const { status, body } = await exchangeRaw(http, `${lines.join('\r\n')}\r\n\r\n`, true);
      assert.deepEqual([status, body.slice(0, 10)], [200, 'Hello neo!'], what);
    }
    assert.deepEqual(await services.stop(), [0, 0]);
    for (const { stdout, stderr } of [services.client, services.server]) {
      assert.doesNotMatch(stdout(), /"level":"ERROR"/);
      assert.equal(stderr(), '');
      assert.ok((stdout().match(/"level":"WARN"/g) ?? []).length <= 1, stdout());
    }
  });
}
