import assert from 'node:assert/strict';
import test from 'node:test';
import { connectRaw } from './helpers/raw-grpc.ts';
import { startTestClient, startTestServer } from './helpers/services.ts';

const up = (checks: string) => `{\n    "status": "UP",\n    "checks": [\n${checks}    ]\n}\n`;
const grpcCheck = `        {
            "name": "gRPC Server",
            "status": "UP",
            "data": {
                "helloworld.Greeter": true,
                "grpc.health.v1.Health": true
            }
        }
`;

for (const [path, body] of [
  ['/q/health', up(grpcCheck)],
  ['/q/health/ready', up(grpcCheck)],
  ['/q/health/live', up('')],
  ['/q/health/started', up('')],
] as const) {
  for (const method of ['GET', 'POST']) {
    test(`${method} ${path} of the server is answered as SmallRye Health does`, async (t) => {
      const { httpPort } = await startTestServer(t);
      const response = await fetch(`http://127.0.0.1:${httpPort}${path}`, { method });
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-type'), 'application/json; charset=UTF-8');
      assert.equal(await response.text(), body);
    });
  }
}

test('the client is ready without its server', async (t) => {
  const { httpPort } = await startTestClient(t, 1);
  assert.equal((await fetch(`http://127.0.0.1:${httpPort}/q/health/ready`)).status, 200);
});

for (const service of ['server', 'client'] as const) {
  test(`/q/metrics of the ${service} has the metrics of the Node process, unprefixed`, async (t) => {
    const { httpPort } = service === 'server' ? await startTestServer(t) : await startTestClient(t, 1);
    const response = await fetch(`http://127.0.0.1:${httpPort}/q/metrics`);
    assert.equal(response.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
    const metrics = await response.text();
    for (const name of [
      'nodejs_active_handles_total',
      'nodejs_eventloop_lag_seconds',
      'process_cpu_seconds_total',
    ]) {
      assert.match(metrics, new RegExp(`^${name} `, 'm'));
    }
  });
}

test('requests are measured by route, never by path', async (t) => {
  const server = await startTestServer(t);
  const { httpPort } = await startTestClient(t, server.grpcPort);
  for (const path of ['/hello/blocking/neo', '/hello/blocking/trinity', '/nowhere']) {
    await fetch(`http://127.0.0.1:${httpPort}${path}`);
  }
  const metrics = await (await fetch(`http://127.0.0.1:${httpPort}/q/metrics`)).text();
  assert.match(
    metrics,
    /http_server_requests_seconds_count\{method="GET",uri="\/hello\/blocking\/:name",status="200"\} 2/,
  );
  assert.match(metrics, /http_server_requests_seconds_count\{method="GET",uri="NOT_FOUND",status="404"\} 1/);
  assert.match(
    metrics,
    /grpc_client_handled_total\{grpc_type="unary",grpc_service="helloworld.Greeter",grpc_method="SayHello",grpc_code="OK"\} 2/,
  );
  assert.doesNotMatch(metrics, /neo/);
});

test('who watches the health is told that the server stops serving, and then that it is over', async (t) => {
  const server = await startTestServer(t);
  const session = connectRaw(t, server.grpcPort);
  const watch = session.request({
    ':method': 'POST',
    ':path': '/grpc.health.v1.Health/Watch',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  watch.end(Buffer.from('0000000000', 'hex'));
  const received: string[] = [];
  watch.on('data', (chunk: Buffer) => received.push(chunk.toString('hex')));
  await new Promise((resolve) => watch.once('data', resolve));
  const trailers = new Promise<Record<string, unknown>>((resolve) => watch.once('trailers', resolve));
  await server.stop();
  assert.equal((await trailers)['grpc-status'], '0');
  assert.equal(received.join(''), `${'0000000002'}0801${'0000000002'}0802`);
});
