import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { skipWithoutJaeger, startJaeger } from './helpers/jaeger.ts';
import type { TestProcess } from './helpers/process.ts';
import { residentMegabytes } from './helpers/process-memory.ts';
import { startTracedServices } from './helpers/traced-services.ts';

const ways = {
  'OTLP over HTTP': (host: string) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://${host}:4318` }),
  'OTLP over gRPC': (host: string) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${host}:4317`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
  }),
  'the Jaeger exporter by HTTP': (host: string) => ({
    OTEL_TRACES_EXPORTER: 'jaeger',
    OTEL_EXPORTER_JAEGER_ENDPOINT: `http://${host}:14268/api/traces`,
  }),
};

const perRun = 1500;

for (const [way, environmentOf] of Object.entries(ways)) {
  const title = `a collector that dies under load takes only spans with it (${way})`;
  test(title, { skip: skipWithoutJaeger, timeout: 120_000 }, async (t) => {
    const jaeger = await startJaeger(t);
    const services = await startTracedServices(t, {
      environment: { ...environmentOf(jaeger.host), QUARKUS_SHUTDOWN_TIMEOUT: '3s' },
    });
    const { server, client } = services;
    for (let run = 0; run < 3; run += 1) await callMany(services.clientUrl);
    const dying = callMany(services.clientUrl);
    await wait(100);
    await jaeger.kill();
    await dying;
    for (let run = 0; run < 3; run += 1) await callMany(services.clientUrl);
    const before = memoryOf(t, server, client);
    const slowestMs: number[] = [];
    for (let run = 0; run < 8; run += 1) slowestMs.push(await callMany(services.clientUrl));
    const after = memoryOf(t, server, client);
    const grown = after.map((megabytes, index) => megabytes - (before[index] ?? 0));
    assert.ok(Math.max(...grown) < 30, `grown by ${grown} MB in ${8 * perRun} calls`);
    for (const { stdout } of [server, client]) {
      const warnings = stdout().match(/"WARN".*Traces are not delivered/g) ?? [];
      assert.ok(warnings.length <= 1, warnings.join('\n'));
    }
    const beganMs = performance.now();
    assert.deepEqual(await services.stop(), [0, 0]);
    const tookMs = performance.now() - beganMs;
    t.diagnostic(
      `${before} → ${after} MB, slowest call ${Math.max(...slowestMs)} ms, stopped in ${tookMs} ms`,
    );
    assert.ok(tookMs < 2 * 3500, `both stopped in ${tookMs} ms`);
  });
}

/** Makes a run of which no call may fail. @returns its slowest call in milliseconds */
async function callMany(clientUrl: string): Promise<number> {
  const answer = await fetch(`${clientUrl}/hello/report?requests=${perRun}&concurrency=20`, {
    headers: { accept: 'application/json' },
  });
  const { run, backends } = (await answer.json()) as {
    run: { answered: number; failed: number };
    backends: { latencyMs: { max: number } }[];
  };
  assert.deepEqual([run.answered, run.failed], [perRun, 0]);
  return backends[0]?.latencyMs.max ?? 0;
}

function memoryOf(_t: TestContext, ...processes: TestProcess[]): number[] {
  return processes.map(({ child }) => Math.round(residentMegabytes(child.pid ?? 0)));
}
