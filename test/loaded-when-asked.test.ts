import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { build, type Metafile } from 'esbuild';
import { freePorts, listeningPorts, startProcess } from './helpers/process.ts';
import { startTestServer } from './helpers/services.ts';

const project = join(__dirname, '..');

/** The files of a service, those that are loaded at its start apart from those that an `import()` loads later. */
async function filesOf(service: string): Promise<{ atStart: string[]; later: string[] }> {
  const entry = `services/${service}/main.ts`;
  const { metafile } = await build({
    absWorkingDir: project,
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    write: false,
    metafile: true,
  });
  const atStart = reachedFrom(entry, metafile.inputs);
  return { atStart: [...atStart], later: Object.keys(metafile.inputs).filter((file) => !atStart.has(file)) };
}

function reachedFrom(entry: string, inputs: Metafile['inputs']): ReadonlySet<string> {
  const reached = new Set([entry]);
  // What is added while a set is gone through is gone through, too.
  for (const file of reached) {
    for (const { path, kind } of inputs[file]?.imports ?? [])
      if (kind !== 'dynamic-import') reached.add(path);
  }
  return reached;
}

for (const [part, files] of [
  ['reports are made', /^services\/client\/report\/(?:build-report|reports|judge-answers)\.ts$/],
  ['verdicts are computed', /@stdlib\//],
  ['reports are described', /\/typebox\//],
  ['pages are drawn', /^services\/client\/page\/(?:page-document|drawing\/.+)\.ts$/],
  ['the command is read', /^services\/client\/command\//],
  ['spans are made', /@opentelemetry\/sdk-node\//],
] as const) {
  test(`nothing by which ${part} is loaded at the client's start`, async () => {
    const { atStart, later } = await filesOf('client');
    assert.deepEqual(
      atStart.filter((file) => files.test(file)),
      [],
    );
    assert.ok(later.some((file) => files.test(file)));
  });
}

test('those who ask first, and together, are all answered', async (t) => {
  const { grpcPort } = await startTestServer(t);
  const target = {
    ...{ numrequest: '1', teststring: 't', 'quarkus.grpc.clients.hello.host': '127.0.0.1' },
    'quarkus.grpc.clients.hello.port': String(grpcPort),
  };
  const { http } = await listeningPorts(startProcess(t, 'client', { settings: { ...freePorts, ...target } }));
  const paths = ['/', '/hello/report?requests=1', '/hello/report/schema.json', '/page/icon.svg', '/'];
  const answers = await Promise.all(paths.map((path) => fetch(`http://127.0.0.1:${http}${path}`)));
  assert.deepEqual(
    answers.map(({ status }) => status),
    paths.map(() => 200),
  );
});
