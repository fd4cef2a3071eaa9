import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import test from 'node:test';
import { startLab } from '../services/lab/start.ts';
import { skipWithoutJaeger, startJaeger } from './helpers/jaeger.ts';
import { labInput, startTestLab } from './helpers/lab.ts';
import { beginTrace } from './helpers/traced-services.ts';

test('the lab with Jaeger traces every part under its own name', { skip: skipWithoutJaeger }, async (t) => {
  const jaeger = await startJaeger(t);
  const lab = await startTestLab(t, {
    'hello.lab.jaeger': 'true',
    'hello.lab.jaeger-url': jaeger.queryUrl,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${jaeger.host}:4318`,
  });
  const { traceId, headers } = beginTrace();
  const url = `http://localhost:${lab.ports.client}/hello/report?requests=25&policy=round_robin`;
  assert.match(await (await fetch(url, { headers })).text(), /^BALANCED/);
  const spans = await jaeger.trace(traceId, 52);
  const served = spans.filter(({ service }) => service !== 'grpc-client');
  assert.deepEqual([...new Set(served.map(({ service }) => service))].sort(), [
    'grpc-v1',
    'grpc-v2',
    'grpc-v3',
  ]);
  for (const { service, attributes } of served)
    assert.equal(attributes['hello.version'], service.replace('grpc-v', 'l'));
  const [link = ''] = /http\S+\/search\?service=grpc-client/.exec(lab.output.text()) ?? [];
  assert.ok(link.startsWith(jaeger.queryUrl), link);
});

test('without a Jaeger, the lab says how to start one', async () => {
  const settings = { 'hello.lab.jaeger': 'true', 'hello.lab.jaeger-url': 'http://127.0.0.1:1' };
  await assert.rejects(startLab(labInput(settings)), {
    message: /^No Jaeger answers at http:\/\/127\.0\.0\.1:1 \(.+\)\. .*docker run .* jaegertracing\/jaeger:/,
  });
});

test('--jaeger on the command line asks for it', async () => {
  const main = join(__dirname, '../services/lab/main.ts');
  const words = ['--import', 'tsx', main, '--jaeger', '-Dhello.lab.jaeger-url=http://127.0.0.1:1'];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.match(said, /^No Jaeger answers at http:\/\/127\.0\.0\.1:1/);
});
