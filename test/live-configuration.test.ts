import assert from 'node:assert/strict';
import { renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { fillFolder, folderWith } from './helpers/folder.ts';
import { freePorts, listeningPorts, startProcess, type TestProcess } from './helpers/process.ts';
import { startTestServer, type TestServer } from './helpers/services.ts';

const file = 'application.properties';

/** A working directory with a ConfigMap mounted at `config`, as the kubelet lays it out. */
function mountConfigMap(t: TestContext, text: string): string {
  return folderWith(t, {
    files: { [`config/..1/${file}`]: text },
    links: { 'config/..data': '..1', [`config/${file}`]: `..data/${file}` },
  });
}

/** Changes a mounted ConfigMap as the kubelet does: the whole new folder first, then one rename. */
function swapConfigMap(workingDirectory: string, version: number, text: string): void {
  fillFolder(workingDirectory, { files: { [`config/..${version}/${file}`]: text } });
  const config = join(workingDirectory, 'config');
  symlinkSync(`..${version}`, join(config, '..data_tmp'));
  renameSync(join(config, '..data_tmp'), join(config, '..data'));
}

async function startMounted(t: TestContext, text: string, environment: Record<string, string> = {}) {
  const server = await startTestServer(t);
  const workingDirectory = mountConfigMap(t, text);
  const settings = { ...freePorts, 'quarkus.grpc.clients.hello.port': String(server.grpcPort) };
  const client = startProcess(t, 'client', { workingDirectory, settings, environment });
  const { http } = await listeningPorts(client);
  return { server, client, workingDirectory, names: () => namesOfRun(server, http) };
}

/** The names that one more run asks the server to greet. */
async function namesOfRun(server: TestServer, http: number): Promise<string[]> {
  const before = greetings(server).length;
  assert.equal(await (await fetch(`http://127.0.0.1:${http}/hello/grpc`)).text(), 'Hello');
  return greetings(server).slice(before);
}

function greetings(server: TestServer): string[] {
  return server.output.lines().flatMap((line) => /"Hello (.*) \(call /.exec(line)?.[1] ?? []);
}

/** The messages about configuration. */
function told(client: TestProcess): string[] {
  const lines = client.stdout().split('\n');
  const config = lines.filter((line) => line.includes('"hello.config"'));
  return config.map((line) => (JSON.parse(line) as { message: string }).message);
}

const patient = { timeout: 20_000 };

test(
  'a changed ConfigMap takes effect without a restart, and a bad one is told and left alone',
  patient,
  async (t) => {
    const { client, workingDirectory, names } = await startMounted(t, 'numrequest: 1\nteststring: a\n');
    assert.deepEqual(await names(), ['a0']);

    swapConfigMap(workingDirectory, 2, 'numrequest: 3\nteststring: b\n');
    await client.seen(/The configuration was read again/);
    assert.deepEqual(await names(), ['b0', 'b1', 'b2']);

    swapConfigMap(workingDirectory, 3, 'numrequest: many\nteststring: c\n');
    await client.seen(/The changed configuration is not used/);
    assert.deepEqual(await names(), ['b0', 'b1', 'b2']);
    assert.deepEqual(told(client), [
      'The configuration was read again: numrequest is 3, teststring is "b".',
      `The changed configuration is not used, the last good values stay: 1 setting is wrong:\n  - numrequest is "many" (${workingDirectory}/config/${file}); it must be a whole number from -2147483648 to 2147483647.`,
    ]);

    swapConfigMap(workingDirectory, 4, 'numrequest: 2\nteststring: d\n');
    await client.seen(/numrequest is 2, teststring is/);
    assert.deepEqual(await names(), ['d0', 'd1']);
  },
);

test('a changed ConfigMap does not beat a stronger source', patient, async (t) => {
  const environment = { TESTSTRING: 'env' };
  const { client, workingDirectory, names } = await startMounted(
    t,
    'numrequest: 1\nteststring: a\n',
    environment,
  );
  assert.deepEqual(await names(), ['env0']);
  swapConfigMap(workingDirectory, 2, 'numrequest: 2\nteststring: b\n');
  await client.seen(/The configuration was read again/);
  assert.deepEqual(await names(), ['env0', 'env1']);
});

test('more requests than are allowed are not taken from a changed ConfigMap either', patient, async (t) => {
  const { client, workingDirectory, names } = await startMounted(t, 'numrequest: 1\nteststring: a\n');
  assert.deepEqual(await names(), ['a0']);
  swapConfigMap(workingDirectory, 2, 'numrequest: 10001\nteststring: a\n');
  await client.seen(/numrequest is 10001, but hello\.run\.max-requests allows at most 10000/);
  assert.deepEqual(await names(), ['a0']);
});
