import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { skipWithoutEnvoy, startEnvoy } from '../../../../test/helpers/envoy.ts';
import { createProxyReader } from './envoy-admin.ts';

interface HttpServer {
  readonly adminUrl: string;
  readonly requests: string[];
}

/** A server that is no Envoy. */
async function listen(t: TestContext, answer: RequestListener, port = 0): Promise<HttpServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { adminUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

test('where nobody listens, it is not looked for again within 30 s', async (t) => {
  const closed = await freePort();
  let nowMs = 1000;
  const reader = createProxyReader({
    adminUrl: `http://127.0.0.1:${closed}`,
    nowMs: () => nowMs,
  });
  assert.equal(await reader.read(), undefined);
  const { requests } = await listen(t, (_request, response) => response.end('{"stats":[]}'), closed);
  nowMs += 29_999;
  assert.equal(await reader.read(), undefined);
  assert.deepEqual(await reader.lbPolicies(['test']), []);
  assert.deepEqual(requests, []);
  nowMs += 1;
  assert.equal((await reader.read())?.size, 0);
  assert.equal(requests.length, 2);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const hugeJson = `{"stats":[${'{"name":"cluster.a.upstream_rq_total","value":1},'.repeat(3000)}{}]}`;

for (const [what, answer] of [
  ['answers 404', (_request, response) => response.writeHead(404).end('{"stats":[]}')],
  ['answers HTML', (_request, response) => response.end('<!doctype html><title>Hello</title>')],
  ['answers other JSON', (_request, response) => response.end('{"status":"UP"}')],
  ['answers JSON that is cut off', (_request, response) => response.end('{"stats":[{"name":')],
  ['answers null', (_request, response) => response.end('null')],
  ['answers more than is read', (_request, response) => response.end(hugeJson)],
  ['never answers', () => undefined],
  ['ends connections', (request) => request.socket.destroy()],
  [
    'never ends its answer',
    (_request, response) => {
      const timer = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(timer));
    },
  ],
  [
    'sends without end',
    (_request, response) => {
      const more = () => {
        while (response.write(' '.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    },
  ],
  [
    'switches protocols',
    (request) =>
      request.socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
  ],
] as [string, RequestListener][]) {
  test(`a server that ${what} is no proxy, which is soon known`, async (t) => {
    const { adminUrl } = await listen(t, answer);
    const reader = createProxyReader({ adminUrl, timeoutMs: 300, maxBytes: 100_000 });
    const beganMs = performance.now();
    assert.equal(await reader.read(), undefined);
    assert.deepEqual(await reader.lbPolicies(['test']), []);
    assert.ok(performance.now() - beganMs < 2000);
  });
}

test('a redirect is not followed', async (t) => {
  const elsewhere = await listen(t, (_request, response) => response.end('{"stats":[]}'));
  const { adminUrl } = await listen(t, (request, response) => {
    response.writeHead(302, { location: `${elsewhere.adminUrl}${request.url}` }).end();
  });
  assert.equal(await createProxyReader({ adminUrl }).read(), undefined);
  assert.deepEqual(elsewhere.requests, []);
});

for (const lbPolicy of ['ROUND_ROBIN', 'LEAST_REQUEST', 'RING_HASH', 'MAGLEV', 'RANDOM'] as const) {
  test(`the policy ${lbPolicy} of a cluster is told on demand`, { skip: skipWithoutEnvoy }, async (t) => {
    const clusterName = 'outbound|9000|v-1|grpc.grpc.svc.cluster.local';
    const { adminUrl } = await startEnvoy(t, { endpoints: ['127.0.0.9:1'], clusterName, lbPolicy });
    const reader = createProxyReader({ adminUrl, timeoutMs: 5000 });
    assert.deepEqual(await reader.lbPolicies([clusterName, 'unknown']), [lbPolicy]);
    assert.deepEqual(await reader.lbPolicies(['outbound|9000|v-1|']), []);
  });
}

test("with a port, Istio's clusters of other ports are left out", { skip: skipWithoutEnvoy }, async (t) => {
  const clusterName = 'outbound|9000||grpc.grpc.svc.cluster.local';
  const { adminUrl } = await startEnvoy(t, { endpoints: ['127.0.0.9:1'], clusterName });
  const reader = createProxyReader({ adminUrl, timeoutMs: 5000 });
  const snapshot = await reader.read(9000);
  assert.deepEqual([...(snapshot?.keys() ?? [])], [clusterName]);
  assert.equal(snapshot?.get(clusterName)?.counters.get('upstream_rq_total'), 0);
  assert.equal((await reader.read(9001))?.size, 0);
});
