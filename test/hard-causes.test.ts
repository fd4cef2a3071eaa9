import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { startForwarder } from '../services/lab/forwarder.ts';
import { startAnyGreeter } from './helpers/any-greeter.ts';
import { startBackends } from './helpers/backends.ts';
import { skipWithoutEnvoy, startEnvoy } from './helpers/envoy.ts';
import type { EnvoyOptions } from './helpers/envoy-config.ts';
import { calling, reportWith } from './helpers/reports.ts';

const skip = { skip: skipWithoutEnvoy };
const roundRobin = { 'quarkus.grpc.clients.hello.load-balancing-policy': 'round_robin' };
const three = { 'hello.report.backends.count': '3' };

/** An Envoy before each of some servers, as sidecars of the servers are, or a headless name behind one's own. */
async function startEnvoys(t: TestContext, count: number, options: Partial<EnvoyOptions> = {}) {
  const { servers } = await startBackends(t, count);
  const envoys = await Promise.all(
    servers.map(({ grpcPort }) => startEnvoy(t, { endpoints: [`127.0.0.1:${grpcPort}`], ...options })),
  );
  let connections = 0;
  const forwarder = await startForwarder({
    port: 0,
    choose: () => envoys[connections++ % envoys.length]?.port ?? 0,
  });
  t.after(forwarder.close);
  const list = `ipv4:${envoys.map(({ port }) => `127.0.0.1:${port}`).join(',')}`;
  return { list, forwarderPort: forwarder.port };
}

test('proxies that count attempts but balance nothing are not given the credit', skip, async (t) => {
  const { list, forwarderPort } = await startEnvoys(t, 3);
  const clientSide = await reportWith(t, { ...calling(list), ...roundRobin }, 'requests=90');
  assert.deepEqual([clientSide.verdict, clientSide.cause.id], ['BALANCED', 'balanced-by-client']);
  const first = await reportWith(t, calling(list), 'requests=90');
  assert.deepEqual([first.verdict, first.cause.id], ['PINNED', 'pick-first']);
  const service = await reportWith(t, { ...calling('127.0.0.1', forwarderPort), ...three }, 'requests=90');
  assert.equal(service.verdict, 'PINNED');
  assert.ok(['one-connection', 'client-not-in-mesh'].includes(service.cause.id), service.cause.id);
});

test("what a server's own proxy does to connections says nothing about this client's", skip, async (t) => {
  const { forwarderPort } = await startEnvoys(t, 2, {
    isSilent: true,
    maxRequestsPerConnection: 1,
    callerRequestsPerConnection: 60,
  });
  const settings = { ...calling('127.0.0.1', forwarderPort), 'hello.report.backends.count': '2' };
  const report = await reportWith(t, settings, 'requests=120');
  assert.deepEqual([report.verdict, report.statistics.unit], ['UNDECIDED', 'connection'], report.headline);
  assert.equal(report.cause.id, 'per-connection');
});

for (const concurrency of [1, 10]) {
  test(
    `a proxy that says nothing and ends connections is seen to balance calls, ${concurrency} at a time`,
    skip,
    async (t) => {
      const { servers } = await startBackends(t, 3);
      const endpoints = servers.map(({ grpcPort }) => `127.0.0.1:${grpcPort}`);
      const { port } = await startEnvoy(t, { endpoints, isSilent: true, callerRequestsPerConnection: 100 });
      const query = `requests=1000&concurrency=${concurrency}`;
      const report = await reportWith(t, { ...calling('127.0.0.1', port), ...three }, query);
      assert.deepEqual(
        [report.verdict, report.cause.id],
        ['BALANCED', 'balanced-by-proxy'],
        `${report.headline} ${report.cause.sentence}`,
      );
    },
  );
}

test('an Envoy that calls do not pass through is not said to be missing', skip, async (t) => {
  const { servers, forwarderPort } = await startBackends(t, 3);
  const endpoints = servers.map(({ grpcPort }) => `127.0.0.1:${grpcPort}`);
  const { adminUrl } = await startEnvoy(t, { endpoints });
  const settings = { 'hello.mesh.mode': 'istio-sidecar', 'hello.mesh.admin-url': adminUrl };
  const report = await reportWith(
    t,
    { ...calling('127.0.0.1', forwarderPort), ...three, ...settings },
    'requests=25',
  );
  assert.deepEqual([report.verdict, report.cause.id], ['PINNED', 'client-not-in-mesh']);
  assert.match(report.cause.sentence, /^The proxy beside this client is not on the way of its calls/);
});

for (const [code, details] of [
  [8, 'The database is overloaded'],
  [14, 'certificate store is offline'],
  [14, 'backend says: connection refused by the database'],
  [2, 'stream closed by the ledger'],
] as const) {
  test(`an application that fails with "${details}" is not taken for a proxy or the network`, async (t) => {
    const greeter = await startAnyGreeter(t, { failure: { code, details } });
    const report = await reportWith(t, calling('127.0.0.1', greeter.port), 'requests=25');
    assert.deepEqual([report.verdict, report.cause.id], ['FAILED', 'unknown'], report.cause.sentence);
  });
}

test('a few calls that were lost among many answers are no sign of STRICT mTLS', async (t) => {
  const greeter = await startAnyGreeter(t, {
    headers: () => ({ 'hello-pod': 'a' }),
    failure: { code: 14, details: 'Connection dropped' },
    failsAt: (index) => index % 100 === 50,
  });
  const report = await reportWith(t, calling('127.0.0.1', greeter.port), 'requests=300');
  assert.deepEqual([report.verdict, report.cause.id], ['FAILED', 'connections-lost'], report.cause.sentence);
  assert.match(report.cause.sentence, /^3 calls of 300 went down with their connections/);
});
