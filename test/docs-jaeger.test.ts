import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { startLab } from '../services/lab/start.ts';
import { tracingKeys } from '../services/shared/telemetry/tracing-keys.ts';
import { labInput } from './helpers/lab.ts';
import { freePorts, listeningPorts, startProcess } from './helpers/process.ts';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');

test('the commands of the README that trace start a service that traces', async (t) => {
  const commands = [...readme.matchAll(/^((?:OTEL_\w+=\S+ )+)node dist\/(server|client)\.js$/gm)];
  assert.equal(commands.length, 2);
  for (const [, variables = '', service] of commands) {
    const environment = Object.fromEntries(
      variables
        .trim()
        .split(' ')
        .map((variable) => variable.split('=')),
    );
    const started = startProcess(t, service as 'server', {
      environment,
      settings: { ...freePorts, 'quarkus.log.category."hello.tracing".level': 'DEBUG' },
    });
    assert.ok((await listeningPorts(started)).http > 0);
    started.child.kill('SIGTERM');
    assert.equal(await started.exit, 0);
  }
});

test('the README names no variable of OpenTelemetry that is not read', () => {
  const known: string[] = Object.values(tracingKeys).map(({ name }) => name);
  for (const [variable] of readme.matchAll(/OTEL_\w+/g)) assert.ok(known.includes(variable), variable);
});

test('the README and the lab start Jaeger by the same command', async () => {
  const [command = ''] = /^docker run .* jaegertracing\/jaeger:\S+$/m.exec(readme) ?? [];
  const settings = { 'hello.lab.jaeger': 'true', 'hello.lab.jaeger-url': 'http://127.0.0.1:1' };
  await assert.rejects(startLab(labInput(settings)), (error: Error) => error.message.includes(command));
  assert.match(readme, /^npm start -- --jaeger$/m);
});
