import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import { ownConnection } from '../services/client/grpc/unary-channel.ts';
import { createProxyReader } from '../services/client/report/proxy/envoy-admin.ts';
import { proxyInsight } from '../services/client/report/proxy/proxy-insight.ts';
import type { ProxyInsight } from '../services/client/report/proxy/proxy-schema.ts';
import { loadGreeter } from '../services/shared/proto/greeter.ts';
import { skipWithoutEnvoy, startEnvoy, type TestEnvoy } from './helpers/envoy.ts';
import type { EnvoyOptions } from './helpers/envoy-config.ts';
import { startTestServer } from './helpers/services.ts';

function testWithEnvoy(name: string, body: (t: TestContext) => Promise<void>): void {
  test(name, { skip: skipWithoutEnvoy }, body);
}

const nobody = '127.0.0.9:1';

/** Real servers on 127.0.0.2 and so on. */
function startBackends(t: TestContext, count: number): Promise<string[]> {
  const hosts = Array.from({ length: count }, (_, index) => `127.0.0.${index + 2}`);
  const start = (host: string) => startTestServer(t, { 'quarkus.grpc.server.host': host });
  return Promise.all(hosts.map(async (host) => `${host}:${(await start(host)).grpcPort}`));
}

interface Outcome {
  /** Who answered. */
  readonly address: string | undefined;
  readonly error: ServiceError | null;
}

/** A plain client of the proxy. */
function dial(t: TestContext, port: number): () => Promise<Outcome> {
  const { path, requestSerialize, responseDeserialize } = loadGreeter().sayHello;
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), ownConnection);
  t.after(() => client.close());
  const method = [path, requestSerialize, responseDeserialize] as const;
  return () =>
    new Promise((resolve) => {
      let address: string | undefined;
      const end = (error: ServiceError | null) => resolve({ address, error });
      client.makeUnaryRequest(...method, { name: 'neo' }, end).on('metadata', (headers) => {
        address = headers.get('hello-address')[0]?.toString();
      });
    });
}

/** Makes calls through a proxy, and tells what it counted meanwhile. */
async function observe(t: TestContext, envoy: TestEnvoy, calls: number, isConcurrent = false) {
  const reader = createProxyReader({ adminUrl: envoy.adminUrl, timeoutMs: 5000 });
  const call = dial(t, envoy.port);
  const before = await reader.read();
  const outcomes: Outcome[] = [];
  if (isConcurrent) outcomes.push(...(await Promise.all(Array.from({ length: calls }, call))));
  else for (let index = 0; index < calls; index += 1) outcomes.push(await call());
  const repliesByAddress = new Map<string, number>();
  for (const { address } of outcomes) {
    if (address !== undefined) repliesByAddress.set(address, (repliesByAddress.get(address) ?? 0) + 1);
  }
  const failures = outcomes.flatMap(({ error }) => error ?? []);
  const target = { host: '127.0.0.1', port: envoy.port, repliesByAddress, failed: failures.length };
  const insight = proxyInsight(before, await reader.read(), target);
  assert.ok(insight, 'the proxy tells something');
  return { insight, failures, repliesByAddress };
}

async function observeBackends(t: TestContext, calls: number, options: Partial<EnvoyOptions> = {}) {
  return observe(t, await startEnvoy(t, { endpoints: await startBackends(t, 3), ...options }), calls);
}

function numbersOf({ connectionsOpened, requests, overflows, retries, ejections }: ProxyInsight) {
  return { connectionsOpened, requests, overflows, retries, ejections };
}

const none = { overflows: 0, retries: 0, ejections: 0 };

testWithEnvoy('with maxRequestsPerConnection 1, 25 calls take 25 connections', async (t) => {
  const { insight } = await observeBackends(t, 25, { maxRequestsPerConnection: 1 });
  assert.deepEqual(numbersOf(insight), { connectionsOpened: 25, requests: 25, ...none });
});

testWithEnvoy('with maxRequestsPerConnection 100, 25 calls take a connection per backend', async (t) => {
  const { insight } = await observeBackends(t, 25, { maxRequestsPerConnection: 100 });
  assert.deepEqual(numbersOf(insight), { connectionsOpened: 3, requests: 25, ...none });
});

testWithEnvoy('per endpoint, the proxy counts what the replies say', async (t) => {
  const { insight, repliesByAddress } = await observeBackends(t, 20, { concurrency: 2 });
  assert.equal(insight.agrees, true);
  assert.equal(insight.agreement, 'Per endpoint, the proxy counted as many requests as there were replies.');
  assert.equal(insight.forwards, 'calls');
  assert.equal(insight.endpoints.length, 3);
  for (const { address, requests, replies, ...rest } of insight.endpoints) {
    assert.equal(requests, repliesByAddress.get(address));
    assert.equal(replies, requests);
    assert.deepEqual(rest, { clusters: ['test'], connections: 1, healthy: true, zone: 'zone-a' });
  }
});

// Calls that wait for a connection are not yet active, so that it is opened before where only those are limited.
for (const [limits, circuitBreakers, isWarm] of [
  ['http2MaxRequests 1 and http1MaxPendingRequests 1', { maxRequests: 1, maxPendingRequests: 1 }, false],
  ['http1MaxPendingRequests 1', { maxPendingRequests: 1 }, false],
  ['http2MaxRequests 1', { maxRequests: 1 }, true],
] as const) {
  testWithEnvoy(`overflows are counted with ${limits}, and the failed calls say so`, async (t) => {
    const envoy = await startEnvoy(t, { endpoints: await startBackends(t, 3), circuitBreakers });
    if (isWarm) await observe(t, envoy, 6);
    const { insight, failures } = await observe(t, envoy, 30, true);
    assert.ok(failures.length > 0, 'some calls fail');
    assert.equal(insight.overflows, failures.length);
    assert.equal(insight.requests, 30 - failures.length);
    assert.equal(insight.agrees, true);
    for (const { code, details, metadata } of failures) {
      assert.equal(code, 14);
      assert.equal(
        details,
        'upstream connect error or disconnect/reset before headers. reset reason: overflow',
      );
      assert.deepEqual(metadata.get('x-envoy-overloaded'), ['true']);
      assert.deepEqual(metadata.get('server'), ['envoy']);
    }
  });
}

testWithEnvoy('calls that wait for one of maxConnections are no overflows', async (t) => {
  const endpoints = await startBackends(t, 3);
  const circuitBreakers = { maxConnections: 1 };
  const envoy = await startEnvoy(t, { endpoints, circuitBreakers, maxRequestsPerConnection: 1 });
  const { insight } = await observe(t, envoy, 20, true);
  assert.deepEqual(numbersOf(insight), { connectionsOpened: 20, requests: 20, ...none });
});

testWithEnvoy('a backend that refuses connections costs retries, and no request', async (t) => {
  const endpoints = [...(await startBackends(t, 2)), nobody];
  const envoy = await startEnvoy(t, { endpoints, retry: { on: 'connect-failure', attempts: 2 } });
  const { insight, failures } = await observe(t, envoy, 12);
  assert.deepEqual(failures, []);
  assert.ok(insight.retries !== null && insight.retries > 0, 'calls were tried again');
  assert.deepEqual(numbersOf(insight), {
    connectionsOpened: 2,
    requests: 12,
    ...none,
    retries: insight.retries,
  });
  assert.equal(insight.agrees, true);
  const refusing = insight.endpoints.find(({ address }) => address === nobody);
  assert.deepEqual([refusing?.requests, refusing?.connections, refusing?.replies], [0, 0, 0]);
});

testWithEnvoy('a backend that was ejected is not healthy', async (t) => {
  const endpoints = [...(await startBackends(t, 2)), nobody];
  const { insight } = await observe(t, await startEnvoy(t, { endpoints, ejectAfter: 1 }), 9);
  assert.equal(insight.ejections, 1);
  assert.deepEqual(
    insight.endpoints.filter(({ healthy }) => !healthy).map(({ address }) => address),
    [nobody],
  );
});

testWithEnvoy('without the counters of clusters, endpoints tell connections and requests', async (t) => {
  const clusterName = 'outbound|9000|v1|grpc.grpc.svc.cluster.local';
  const { insight } = await observeBackends(t, 9, { clusterName, hiddenStats: 'cluster.' });
  const untold = { overflows: null, retries: null, ejections: null };
  assert.deepEqual(numbersOf(insight), { connectionsOpened: 3, requests: 9, ...untold });
  assert.match(
    insight.note ?? '',
    /annotation sidecar\.istio\.io\/statsInclusionPrefixes: cluster\.outbound/,
  );
  assert.equal(insight.agrees, true);
});

testWithEnvoy('a proxy that forwards bytes counts connections, but no requests', async (t) => {
  const { insight } = await observeBackends(t, 9, { isTcp: true });
  assert.deepEqual(numbersOf(insight), { connectionsOpened: 1, requests: 0, ...none });
  assert.equal(insight.forwards, 'bytes');
  assert.equal(insight.agrees, null);
});

for (const [situation, endpoints, details] of [
  ['no endpoint', [], 'no healthy upstream'],
  [
    'an endpoint that refuses connections',
    [nobody],
    'upstream connect error or disconnect/reset before headers. reset reason: remote connection failure',
  ],
] as const) {
  testWithEnvoy(`a proxy with ${situation} says so in every call`, async (t) => {
    const envoy = await startEnvoy(t, { endpoints });
    const { code, details: told, metadata } = (await dial(t, envoy.port)()).error as ServiceError;
    assert.deepEqual([code, told], [14, details]);
    assert.deepEqual(Object.keys(metadata.getMap()).sort(), ['content-type', 'date', 'server']);
  });
}
