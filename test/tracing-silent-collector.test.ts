import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import { residentMegabytes } from './helpers/process-memory.ts';
import { startTracedServices } from './helpers/traced-services.ts';

/** A collector that says the same to everything, or nothing. */
async function startCollector(t: TestContext, answer: string | undefined) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.on('data', () => answer !== undefined && socket.write(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, connections: () => sockets.size };
}

/** The exporter of OTLP over gRPC takes a new channel after a few timeouts, and gRPC tries for 20 s to connect the old. */
const mostConnections = { 'OTLP over HTTP': 8, 'OTLP over gRPC': 100, 'the Jaeger exporter by HTTP': 8 };

const ways = {
  'OTLP over HTTP': (url: string) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: url }),
  'OTLP over gRPC': (url: string) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
  }),
  'the Jaeger exporter by HTTP': (url: string) => ({
    OTEL_TRACES_EXPORTER: 'jaeger',
    OTEL_EXPORTER_JAEGER_ENDPOINT: `${url}/api/traces`,
  }),
};

const answers = {
  'never answers': undefined,
  'answers 503': 'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n',
};

// What is waited for is short here, so that much of it happens.
const impatient = {
  OTEL_BSP_SCHEDULE_DELAY: '20',
  OTEL_BSP_EXPORT_TIMEOUT: '100',
  OTEL_EXPORTER_OTLP_TIMEOUT: '100',
  QUARKUS_SHUTDOWN_TIMEOUT: '2s',
  // Who keeps what it cannot deliver does not survive in so little.
  NODE_OPTIONS: '--max-old-space-size=96',
};

for (const way of Object.keys(ways) as (keyof typeof ways)[]) {
  for (const [what, answer] of Object.entries(answers)) {
    const title = `a collector that ${what} costs nothing but its spans (${way})`;
    test(title, { timeout: 120_000 }, async (t) => {
      const collector = await startCollector(t, answer);
      const environment = { ...ways[way](collector.url), ...impatient };
      const services = await startTracedServices(t, { environment });
      const { server, client, clientUrl } = services;
      for (let run = 0; run < 3; run += 1) await callMany(clientUrl);
      const beforeMb = residentMegabytes(client.child.pid ?? 0);
      let most = 0;
      for (let run = 0; run < 6; run += 1) {
        await callMany(clientUrl);
        most = Math.max(most, collector.connections());
      }
      const grownMb = residentMegabytes(client.child.pid ?? 0) - beforeMb;
      t.diagnostic(`grown by ${grownMb.toFixed(0)} MB, ${most} connections`);
      assert.ok(grownMb < 60, `grown by ${grownMb} MB`);
      assert.ok(most <= mostConnections[way], `${most} connections`);
      const beganMs = performance.now();
      assert.deepEqual(await services.stop(), [0, 0]);
      assert.ok(performance.now() - beganMs < 2 * 3000);
      for (const { stdout } of [server, client]) {
        const warnings = stdout().match(/"WARN".*Traces are not delivered/g) ?? [];
        assert.ok(warnings.length <= 1, warnings.join('\n'));
      }
    });
  }
}

/** Makes a run of which no call may fail. */
async function callMany(clientUrl: string): Promise<void> {
  const answer = await fetch(`${clientUrl}/hello/report?requests=1000&concurrency=20`, {
    headers: { accept: 'application/json' },
  });
  const { run } = (await answer.json()) as { run: { answered: number } };
  assert.equal(run.answered, 1000);
}
