import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import test, { type TestContext } from 'node:test';
import { freePorts, listeningPorts, startProcess } from './helpers/process.ts';

async function takenPort(t: TestContext): Promise<number> {
  const other = createServer().listen(0, '0.0.0.0');
  t.after(() => other.close());
  await once(other, 'listening');
  return (other.address() as AddressInfo).port;
}

test('a taken gRPC port ends the server with one sentence and 1', async (t) => {
  const port = await takenPort(t);
  const server = startProcess(t, 'server', {
    settings: { ...freePorts, 'quarkus.grpc.server.port': String(port) },
  });
  assert.equal(await server.exit, 1);
  assert.equal(server.stderr(), `Unable to start the gRPC server: Port(s) already bound: ${port}.\n`);
});

for (const service of ['server', 'client'] as const) {
  test(`a taken HTTP port ends the ${service} with one sentence and 1`, async (t) => {
    const port = await takenPort(t);
    const settings = { ...freePorts, numrequest: '1', teststring: 'x', 'quarkus.http.port': String(port) };
    const started = startProcess(t, service, { settings });
    assert.equal(await started.exit, 1);
    assert.match(
      started.stderr(),
      new RegExp(`^Port ${port} seems to be in use by another process\\..*\\n$`),
    );
  });
}

test('an argument that is no setting is refused', () => {
  const arguments_ = ['dist/server.js', '--port=1'];
  const { status, stderr } = spawnSync(process.execPath, arguments_, { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /The argument "--port=1" is not understood; settings are given as -Dkey=value\./);
});

test('a built server needs no file but its own', async (t) => {
  const server = startProcess(t, 'server', { settings: freePorts });
  const { http } = await listeningPorts(server);
  assert.equal((await fetch(`http://127.0.0.1:${http}/q/health/started`)).status, 200);
});
