import assert from 'node:assert/strict';
import test from 'node:test';
import { type Certificates, makeCertificates } from './helpers/certificates.ts';
import { startTestClient, startTestServer } from './helpers/services.ts';

const get = async (port: number, path: string) => fetch(`http://127.0.0.1:${port}${path}`);

const serverTls = ({ certificate, key }: Certificates) => ({
  'quarkus.grpc.server.ssl.certificate': certificate,
  'quarkus.grpc.server.ssl.key': key,
});

test('with a trust store the client speaks TLS, runs and greetings alike', async (t) => {
  const files = makeCertificates(t);
  const server = await startTestServer(t, serverTls(files));
  assert.match(server.output.text(), /\[TLS enabled: true\]/);
  const trust = { 'quarkus.grpc.clients.hello.ssl.trust-store': files.authority };
  const client = await startTestClient(t, server.grpcPort, trust);
  for (const path of ['/hello/grpc', '/hello/blocking/neo'])
    assert.equal((await get(client.httpPort, path)).status, 200);
});

test('a plaintext client cannot talk to a TLS server', async (t) => {
  const server = await startTestServer(t, serverTls(makeCertificates(t)));
  const client = await startTestClient(t, server.grpcPort);
  const response = await get(client.httpPort, '/hello/grpc');
  assert.equal(response.status, 500);
  assert.match(await response.text(), /UNAVAILABLE/);
});

test('a server that requires certificates refuses a client without one and takes one with', async (t) => {
  const files = makeCertificates(t);
  const server = await startTestServer(t, {
    ...serverTls(files),
    'quarkus.grpc.server.ssl.trust-store': files.authority,
    'quarkus.grpc.server.ssl.client-auth': 'REQUIRED',
  });
  const trust = { 'quarkus.grpc.clients.hello.ssl.trust-store': files.authority };
  const stranger = await startTestClient(t, server.grpcPort, trust);
  assert.equal((await get(stranger.httpPort, '/hello/grpc')).status, 500);
  const own = {
    'quarkus.grpc.clients.hello.ssl.certificate': files.certificate,
    'quarkus.grpc.clients.hello.ssl.key': files.key,
  };
  const known = await startTestClient(t, server.grpcPort, { ...trust, ...own });
  assert.equal((await get(known.httpPort, '/hello/grpc')).status, 200);
});

test('a certificate for another name is refused unless the authority is overridden', async (t) => {
  const files = makeCertificates(t);
  const server = await startTestServer(t, serverTls(files));
  const trust = { 'quarkus.grpc.clients.hello.ssl.trust-store': files.authority };
  const other = { ...trust, 'quarkus.grpc.clients.hello.host': '127.0.0.2' };
  assert.equal(
    (await get((await startTestClient(t, server.grpcPort, other)).httpPort, '/hello/grpc')).status,
    500,
  );
  const named = { ...other, 'quarkus.grpc.clients.hello.override-authority': 'localhost' };
  assert.equal(
    (await get((await startTestClient(t, server.grpcPort, named)).httpPort, '/hello/grpc')).status,
    200,
  );
});

for (const [setting, path, problem] of [
  [
    'quarkus.grpc.server.ssl.certificate',
    '/nowhere.pem',
    /names \/nowhere\.pem, which cannot be read: ENOENT/,
  ],
  ['quarkus.grpc.server.ssl.certificate', __filename, /which is no PEM file\./],
] as const) {
  test(`${setting}=${path === __filename ? 'a file that is no PEM' : path} keeps the server from starting`, async (t) => {
    const settings = { [setting]: path, 'quarkus.grpc.server.ssl.key': path };
    await assert.rejects(startTestServer(t, settings), { message: problem });
  });
}

test('a certificate and a key that do not belong together are refused by name', async (t) => {
  const [files, others] = [makeCertificates(t), makeCertificates(t)];
  await assert.rejects(startTestServer(t, serverTls({ ...files, key: others.key })), {
    message: /^quarkus\.grpc\.server\.ssl\.certificate and quarkus\.grpc\.server\.ssl\.key cannot be used: /,
  });
});

test('a certificate without a key is refused by name', async (t) => {
  const settings = { 'quarkus.grpc.server.ssl.certificate': '/x.pem' };
  await assert.rejects(startTestServer(t, settings), {
    message: /ssl\.certificate and quarkus\.grpc\.server\.ssl\.key belong together, but only one is given\./,
  });
});
