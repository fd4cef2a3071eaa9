import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { Report } from '../services/client/report/schema/report.ts';
import { startBackends } from './helpers/backends.ts';
import { skipWithoutEnvoy, startEnvoy } from './helpers/envoy.ts';
import type { EnvoyOptions } from './helpers/envoy-config.ts';
import { calling } from './helpers/reports.ts';
import { startTestClient } from './helpers/services.ts';

const skip = { skip: skipWithoutEnvoy };

interface ProxyRun {
  readonly envoy: Partial<EnvoyOptions>;
  readonly query: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The report of a run through a real Envoy that stands before three servers, as a sidecar does. */
async function reportThroughEnvoy(
  t: TestContext,
  { envoy, query, settings = {}, headers = {} }: ProxyRun,
): Promise<Report> {
  const { servers } = await startBackends(t, 3);
  const endpoints = servers.map(({ grpcPort }) => `127.0.0.1:${grpcPort}`);
  const { port, adminUrl } = await startEnvoy(t, { endpoints, ...envoy });
  const client = await startTestClient(t, 0, {
    ...calling('127.0.0.1', port),
    'hello.mesh.admin-url': adminUrl,
    'hello.report.backends.count': '3',
    ...settings,
  });
  const url = `http://127.0.0.1:${client.httpPort}/hello/report?${query}`;
  const response = await fetch(url, { headers: { ...headers, accept: 'application/json' } });
  assert.equal(response.status, 200);
  return (await response.json()) as Report;
}

for (const [maxRequestsPerConnection, fewest, most, step] of [
  [1, 25, 25, 6],
  [100, 1, 3, 7],
] as const) {
  test(
    `step ${step} of the article: with maxRequestsPerConnection ${maxRequestsPerConnection}, 25 calls open ${fewest} to ${most} upstream connections`,
    skip,
    async (t) => {
      const envoy = {
        maxRequestsPerConnection,
        circuitBreakers: { maxConnections: 1, maxPendingRequests: 1 },
      };
      const report = await reportThroughEnvoy(t, { envoy, query: 'requests=25' });
      const opened = report.proxy?.connectionsOpened ?? -1;
      assert.ok(opened >= fewest && opened <= most, String(opened));
      assert.deepEqual([report.verdict, report.cause.id], ['BALANCED', 'balanced-by-proxy']);
      assert.equal(report.channel.connections, 1);
      assert.deepEqual([report.proxy?.requests, report.proxy?.agrees], [25, true]);
      for (const { calls, address } of report.backends)
        assert.equal(
          report.proxy?.endpoints.find((endpoint) => endpoint.address === address)?.requests,
          calls,
        );
    },
  );
}

test('a full connection pool: overflow', skip, async (t) => {
  const envoy = { circuitBreakers: { maxRequests: 1, maxPendingRequests: 1 } };
  const report = await reportThroughEnvoy(t, { envoy, query: 'requests=100&concurrency=20' });
  assert.deepEqual([report.verdict, report.cause.id], ['FAILED', 'overflow']);
  assert.ok((report.proxy?.overflows ?? 0) > 0);
  assert.match(report.cause.sentence, /its connection pool was full \(it counted \d+ overflows\)/);
});

test('a proxy without endpoints: no-healthy-upstream', skip, async (t) => {
  const report = await reportThroughEnvoy(t, { envoy: { endpoints: [] }, query: 'requests=25' });
  assert.deepEqual([report.verdict, report.cause.id], ['FAILED', 'no-healthy-upstream']);
});

test('a proxy that speaks TLS to servers that do not: server-not-in-mesh', skip, async (t) => {
  const report = await reportThroughEnvoy(t, { envoy: { hasTls: true }, query: 'requests=25' });
  assert.deepEqual([report.verdict, report.cause.id], ['FAILED', 'server-not-in-mesh'], report.headline);
});

test('a proxy that finds nobody where it sends calls: proxy-cannot-connect', skip, async (t) => {
  const report = await reportThroughEnvoy(t, { envoy: { endpoints: ['127.0.0.1:1'] }, query: 'requests=25' });
  assert.deepEqual([report.verdict, report.cause.id], ['FAILED', 'proxy-cannot-connect'], report.headline);
});

for (const lbPolicy of ['RING_HASH', 'MAGLEV'] as const) {
  test(`${lbPolicy} over calls that are alike: sticky-hash`, skip, async (t) => {
    const report = await reportThroughEnvoy(t, {
      envoy: { lbPolicy, hashHeader: 'x-request-id' },
      query: 'requests=25',
      headers: { 'x-request-id': 'always-the-same' },
    });
    assert.deepEqual([report.verdict, report.cause.id], ['PINNED', 'sticky-hash'], report.cause.sentence);
    assert.match(report.cause.sentence, new RegExp(lbPolicy));
  });
}

test('a port that is plain TCP to the proxy: plain-tcp-port', skip, async (t) => {
  const report = await reportThroughEnvoy(t, { envoy: { isTcp: true }, query: 'requests=25' });
  assert.deepEqual([report.verdict, report.cause.id], ['PINNED', 'plain-tcp-port'], report.cause.sentence);
});

test('a proxy that knows one endpoint of three: one-endpoint', skip, async (t) => {
  const { servers } = await startBackends(t, 1);
  const endpoints = [`127.0.0.1:${servers[0]?.grpcPort}`];
  const report = await reportThroughEnvoy(t, { envoy: { endpoints }, query: 'requests=25' });
  assert.deepEqual([report.verdict, report.cause.id], ['PINNED', 'one-endpoint'], report.cause.sentence);
});

test('a backend that refuses is tried elsewhere: retries, as another cause', skip, async (t) => {
  const { servers } = await startBackends(t, 2);
  const endpoints = [...servers.map(({ grpcPort }) => `127.0.0.1:${grpcPort}`), '127.0.0.1:1'];
  const envoy = { endpoints, retry: { on: 'connect-failure', attempts: 3 } };
  const settings = { 'hello.report.backends.count': '2' };
  const report = await reportThroughEnvoy(t, { envoy, settings, query: 'requests=30' });
  assert.equal(report.run.failed, 0);
  assert.ok(report.otherCauses.some(({ id }) => id === 'retries'));
  assert.ok((report.proxy?.retries ?? 0) > 0);
});
