import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test, { type TestContext } from 'node:test';
import { findProgram } from './helpers/find-program.ts';
import { skipWithoutPrometheus, startPrometheus } from './helpers/prometheus.ts';
import { startTestClient, startTestServer } from './helpers/services.ts';

const traced = { OTEL_TRACES_EXPORTER: 'console' };
const openMetrics = 'application/openmetrics-text;version=1.0.0';
const promtool = findProgram('promtool');

/** Both services, all of whose calls are traced, after a few requests. */
async function usedServices(t: TestContext) {
  const server = await startTestServer(t, traced);
  const client = await startTestClient(t, server.grpcPort, traced);
  for (const path of ['/hello/grpc', '/hello/blocking/neo', '/hello/report', '/nowhere'])
    await fetch(`http://127.0.0.1:${client.httpPort}${path}`);
  return { server: server.httpPort, client: client.httpPort };
}

function getMetrics(port: number, accept?: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/q/metrics`, { headers: accept === undefined ? {} : { accept } });
}

for (const service of ['server', 'client'] as const) {
  test(`the ${service} answers scrapes of both forms at once, each rightly`, async (t) => {
    const port = (await usedServices(t))[service];
    const side = service === 'server' ? 'grpc_server' : 'grpc_client';
    const scrapes = Array.from({ length: 60 }, async (_, index) => {
      const isOpen = index % 2 === 0;
      const response = await getMetrics(port, isOpen ? openMetrics : undefined);
      return { isOpen, type: response.headers.get('content-type'), text: await response.text() };
    });
    for (const { isOpen, type, text } of await Promise.all(scrapes)) {
      assert.equal(
        type,
        isOpen
          ? 'application/openmetrics-text; version=1.0.0; charset=utf-8'
          : 'text/plain; version=0.0.4; charset=utf-8',
      );
      assert.match(text, isOpen ? /\n# EOF\n$/ : /[^F]\n$/);
      assert.ok(text.includes(`\n# TYPE ${side}_handled${isOpen ? '' : '_total'} counter\n`));
      assert.match(text, new RegExp(`^${side}_handled_total\\{.*grpc_code="OK"\\} \\d+$`, 'm'));
      const exemplar = new RegExp(
        `^${side}_handling_seconds_bucket\\{.*\\} \\d+ # \\{trace_id="[0-9a-f]{32}",span_id="[0-9a-f]{16}"\\} `,
        'm',
      );
      assert.equal(exemplar.test(text), isOpen);
      if (service === 'client')
        assert.equal(/^http_server_requests_seconds_bucket\{.*trace_id=/m.test(text), isOpen);
      assert.equal(text.includes('trace_id'), isOpen);
    }
  });

  test(`promtool has nothing to say about the metrics of the ${service} but what Kiali needs`, {
    skip: promtool.skip,
  }, async (t) => {
    const port = (await usedServices(t))[service];
    const input = await (await getMetrics(port)).text();
    const { status, stderr, error } = spawnSync(promtool.path ?? 'promtool', ['check', 'metrics'], {
      input,
      encoding: 'utf8',
    });
    assert.equal(error, undefined);
    // Its dashboard for Node.js reads these by the names that prom-client gives them.
    assert.deepEqual(stderr.trim().split('\n').sort(), [
      'nodejs_active_handles_total non-counter metrics should not have "_total" suffix',
      'nodejs_active_requests_total non-counter metrics should not have "_total" suffix',
      'nodejs_active_resources_total non-counter metrics should not have "_total" suffix',
    ]);
    // 3 is its word for remarks of style; what it cannot read is 1.
    assert.equal(status, 3);
  });
}

test('a real Prometheus scrapes both services, exemplars included', {
  skip: skipWithoutPrometheus,
}, async (t) => {
  const prometheus = await startPrometheus(t, await usedServices(t));
  const { result } = await prometheus.ask<{ result: { metric: { job: string }; value: [number, string] }[] }>(
    `query?query=${encodeURIComponent('grpc_server_handled_total{grpc_code="OK"} or grpc_client_handled_total{grpc_code="OK"}')}`,
    (data) => data.result.length === 2,
  );
  // 3 of /hello/grpc, 1 of /hello/blocking and 3 of the report.
  for (const { value } of result) assert.equal(value[1], '7');
  const targets = await prometheus.ask<{ activeTargets: { health: string; lastError: string }[] }>(
    'targets',
    ({ activeTargets }) => activeTargets.every(({ health }) => health !== 'unknown'),
  );
  assert.deepEqual(
    targets.activeTargets.map(({ health, lastError }) => `${health}${lastError}`),
    ['up', 'up'],
  );
  for (const [job, name] of [
    ['server', 'grpc_server_handling_seconds_bucket'],
    ['client', 'grpc_client_handling_seconds_bucket'],
    ['client', 'http_server_requests_seconds_bucket'],
  ]) {
    const now = Date.now() / 1000;
    const query = new URLSearchParams({
      query: `${name}{job="${job}"}`,
      start: String(now - 60),
      end: String(now + 60),
    });
    const [series] = await prometheus.ask<{ exemplars: { labels: Record<string, string> }[] }[]>(
      `query_exemplars?${query}`,
      (found) => found.length > 0,
    );
    assert.deepEqual(Object.keys(series?.exemplars[0]?.labels ?? {}).sort(), ['span_id', 'trace_id']);
  }
});
