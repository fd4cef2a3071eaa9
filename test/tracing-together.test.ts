import assert from 'node:assert/strict';
import test from 'node:test';
import { startTracedServices } from './helpers/traced-services.ts';

const environment = { OTEL_TRACES_EXPORTER: 'console', OTEL_BSP_SCHEDULE_DELAY: '20' };
const openMetrics = { accept: 'application/openmetrics-text;version=1.0.0' };

interface LogLine {
  readonly loggerName: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  readonly span?: { readonly traceId: string; readonly spanId: string; readonly kind: string };
}

function linesOf(stdout: string): LogLine[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line));
}

/** The kinds of spans by their ids, as a log has them. */
function spansIn(lines: readonly LogLine[]): Map<string, string> {
  return new Map(lines.flatMap(({ span }) => (span ? [[`${span.traceId} ${span.spanId}`, span.kind]] : [])));
}

/** The spans that exemplars of a metric name. */
function exemplarsOf(metrics: string, metric: string): string[] {
  const pattern = new RegExp(
    `^${metric}_bucket\\{.*# \\{trace_id="([0-9a-f]+)",span_id="([0-9a-f]+)"\\}`,
    'gm',
  );
  return [...metrics.matchAll(pattern)].map(([, traceId, spanId]) => `${traceId} ${spanId}`);
}

test('logs and exemplars of the shipped bundles name the spans of their own calls, however many go on at once', async (t) => {
  const services = await startTracedServices(t, { environment });
  const { clientUrl } = services;
  const ports = [clientUrl, `http://127.0.0.1:${services.serverHttpPort}`];
  const paths = [
    ...Array.from({ length: 4 }, () => '/hello/report?requests=30&concurrency=5&channel=shared'),
    ...Array.from({ length: 20 }, (_, index) => `/hello/blocking/neo${index}`),
    '/hello/grpc',
  ];
  await Promise.all(paths.map(async (path) => (await fetch(clientUrl + path)).text()));
  const [ofClient = '', ofServer = ''] = await Promise.all(
    ports.map(async (url) => (await fetch(`${url}/q/metrics`, { headers: openMetrics })).text()),
  );
  assert.deepEqual(await services.stop(), [0, 0]);
  const clientLines = linesOf(services.client.stdout());
  const serverLines = linesOf(services.server.stdout());

  for (const [metrics, metric, lines, kind] of [
    [ofClient, 'grpc_client_handling_seconds', clientLines, 'CLIENT'],
    [ofClient, 'http_server_requests_seconds', clientLines, 'SERVER'],
    [ofServer, 'grpc_server_handling_seconds', serverLines, 'SERVER'],
  ] as const) {
    const kinds = spansIn(lines);
    const found = exemplarsOf(metrics, metric).map((span) => kinds.get(span) ?? `no span is ${span}`);
    assert.ok(found.length > 0, metric);
    assert.deepEqual(
      found.filter((one) => one !== kind),
      [],
      metric,
    );
  }

  const greetings = serverLines.filter(({ loggerName }) => loggerName === 'hello.server.Greeter');
  const served = spansIn(serverLines);
  assert.equal(greetings.length, 4 * 30 + 20 + 25);
  assert.equal(new Set(greetings.map(({ span_id }) => span_id)).size, greetings.length);
  for (const line of greetings) assert.equal(served.get(`${line.trace_id} ${line.span_id}`), 'SERVER');

  for (const { span, trace_id, span_id } of [...clientLines, ...serverLines]) {
    if (span) assert.deepEqual([trace_id, span_id], [span.traceId, span.spanId]);
  }
});
