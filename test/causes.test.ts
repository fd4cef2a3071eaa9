import assert from 'node:assert/strict';
import { createServer as createHttp2Server } from 'node:http2';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import { startAnyGreeter } from './helpers/any-greeter.ts';
import { startBackends } from './helpers/backends.ts';
import { makeCertificates } from './helpers/certificates.ts';
import { calling, getReport, reportWith } from './helpers/reports.ts';
import { startTestClient, startTestServer } from './helpers/services.ts';
import { startStatusServer } from './helpers/status-server.ts';

const roundRobin = { 'quarkus.grpc.clients.hello.load-balancing-policy': 'round_robin' };

/** A TCP server that does with each connection what is given. */
async function startTcpServer(t: TestContext, onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer(onConnection);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function causeOf(t: TestContext, settings: Readonly<Record<string, string>>, query = '') {
  const { verdict, cause, failures } = await reportWith(t, settings, query);
  return { verdict, id: cause.id, sentence: cause.sentence, failures };
}

test('two addresses and pick_first: pick-first', async (t) => {
  const { list } = await startBackends(t, 2);
  const found = await causeOf(t, calling(list), 'requests=25');
  assert.deepEqual([found.verdict, found.id], ['PINNED', 'pick-first']);
  assert.match(found.sentence, /has 2 addresses, but pick_first keeps all calls on the first/);
});

test('round_robin over a forwarder: one-address', async (t) => {
  const { forwarderPort } = await startBackends(t, 3);
  const settings = {
    ...calling('127.0.0.1', forwarderPort),
    ...roundRobin,
    'hello.report.backends.count': '3',
  };
  const found = await causeOf(t, settings, 'requests=25');
  assert.deepEqual([found.verdict, found.id], ['PINNED', 'one-address']);
});

test('one backend by count: only-one-backend', async (t) => {
  const server = await startTestServer(t);
  const settings = { ...calling('127.0.0.1', server.grpcPort), 'hello.report.backends.count': '1' };
  const found = await causeOf(t, settings, 'requests=25');
  assert.deepEqual([found.verdict, found.id], ['UNDECIDED', 'only-one-backend']);
});

test('one backend by DNS: only-one-backend', async (t) => {
  const server = await startTestServer(t);
  const settings = { ...calling('127.0.0.1', server.grpcPort), 'hello.report.backends.host': '127.0.0.1' };
  const { verdict, cause, expectedBackends } = await reportWith(t, settings, 'requests=25');
  assert.deepEqual([verdict, cause.id, expectedBackends.from], ['UNDECIDED', 'only-one-backend', 'dns']);
});

test('one backend answers and nothing tells whether there are others: backends-unknown', async (t) => {
  const server = await startTestServer(t);
  const found = await causeOf(t, calling('127.0.0.1', server.grpcPort), 'requests=25');
  assert.deepEqual([found.verdict, found.id], ['UNDECIDED', 'backends-unknown']);
});

test('connections that are ended after a while and come back elsewhere: balanced per connection', async (t) => {
  const { forwarderPort } = await startBackends(t, 3, { 'hello.server.max-connection-age': '40ms' });
  const settings = { ...calling('127.0.0.1', forwarderPort), 'hello.report.backends.count': '3' };
  const { httpPort } = await startTestClient(t, 0, settings);
  let report = await getReport(httpPort, 'requests=2000');
  // A call that is begun just as its connection ends is lost now and then.
  for (let more = 0; more < 5 && report.run.failed > 0; more += 1)
    report = await getReport(httpPort, 'requests=2000');
  const { cause, statistics, verdict, channel } = report;
  assert.equal(
    cause.id,
    verdict === 'BALANCED' ? 'balanced-by-connections' : 'per-connection',
    `${verdict} ${cause.sentence}`,
  );
  assert.equal(statistics.unit, 'connection');
  assert.ok(statistics.units > 3 && statistics.units <= (channel.connections ?? 0), String(statistics.units));
});

test('nothing listens: refused', async (t) => {
  const found = await causeOf(t, calling('127.0.0.1', 1));
  assert.deepEqual([found.verdict, found.id], ['FAILED', 'refused']);
});

test('a name that does not exist: name-not-found', async (t) => {
  const found = await causeOf(t, calling('no-such-name.invalid'));
  assert.deepEqual([found.verdict, found.id], ['FAILED', 'name-not-found'], JSON.stringify(found));
});

test('a connection that is reset at once, as under STRICT mTLS: strict-mtls', async (t) => {
  const port = await startTcpServer(t, (socket) => socket.once('data', () => socket.resetAndDestroy()));
  const found = await causeOf(t, calling('127.0.0.1', port));
  assert.deepEqual([found.verdict, found.id], ['FAILED', 'strict-mtls'], JSON.stringify(found));
});

test('a connection that is closed at once: strict-mtls', async (t) => {
  const port = await startTcpServer(t, (socket) => socket.end());
  const found = await causeOf(t, calling('127.0.0.1', port));
  assert.deepEqual([found.verdict, found.id], ['FAILED', 'strict-mtls'], JSON.stringify(found));
});

test('TLS to a server that speaks plaintext: tls-mismatch', async (t) => {
  const server = await startTestServer(t);
  const trust = { 'quarkus.grpc.clients.hello.ssl.trust-store': makeCertificates(t).authority };
  const found = await causeOf(t, { ...calling('localhost', server.grpcPort), ...trust });
  assert.deepEqual([found.verdict, found.id], ['FAILED', 'tls-mismatch'], JSON.stringify(found));
});

test('plaintext to a server that speaks TLS: a cause that names TLS', async (t) => {
  const files = makeCertificates(t);
  const server = await startTestServer(t, {
    'quarkus.grpc.server.ssl.certificate': files.certificate,
    'quarkus.grpc.server.ssl.key': files.key,
  });
  const found = await causeOf(t, calling('localhost', server.grpcPort));
  assert.match(found.sentence, /TLS/, JSON.stringify(found));
});

test('a certificate that nobody vouches for: tls-mismatch', async (t) => {
  const files = makeCertificates(t);
  const server = await startTestServer(t, {
    'quarkus.grpc.server.ssl.certificate': files.certificate,
    'quarkus.grpc.server.ssl.key': files.key,
  });
  const trust = { 'quarkus.grpc.clients.hello.ssl.trust-store': makeCertificates(t).authority };
  const found = await causeOf(t, { ...calling('localhost', server.grpcPort), ...trust });
  assert.deepEqual([found.verdict, found.id], ['FAILED', 'tls-mismatch'], JSON.stringify(found));
});

test('a server that never answers: deadline', async (t) => {
  const silent = createHttp2Server().on('stream', (stream) => stream.on('error', () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  t.after(() => silent.close());
  const { port } = silent.address() as AddressInfo;
  const settings = { ...calling('127.0.0.1', port), 'hello.run.call-timeout': '50ms' };
  const found = await causeOf(t, settings, 'requests=1000');
  assert.deepEqual([found.verdict, found.id], ['FAILED', 'deadline'], JSON.stringify(found));
});

for (const [status, id] of [
  [12, 'not-implemented'],
  [7, 'denied'],
] as const) {
  test(`calls that end with status ${status}: ${id}`, async (t) => {
    const server = await startStatusServer(t, status);
    const found = await causeOf(t, calling('127.0.0.1', server.port));
    assert.deepEqual([found.verdict, found.id], ['FAILED', id]);
  });
}

test('answers through the proxy of the server only: client-not-in-mesh', async (t) => {
  const headers = () => ({ 'hello-pod': 'a', 'hello-connection': '1/1', server: 'istio-envoy' });
  const greeter = await startAnyGreeter(t, { headers });
  const settings = { ...calling('127.0.0.1', greeter.port), 'hello.report.backends.count': '3' };
  const found = await causeOf(t, settings, 'requests=25');
  assert.deepEqual([found.verdict, found.id], ['PINNED', 'client-not-in-mesh']);
});

for (const [mode, id] of [
  ['istio-ambient', 'ambient-without-waypoint'],
  ['istio-sidecar', 'client-not-in-mesh'],
] as const) {
  test(`pinned although the mesh mode is ${mode}: ${id}`, async (t) => {
    const { forwarderPort } = await startBackends(t, 3);
    const more = { 'hello.report.backends.count': '3', 'hello.mesh.mode': mode };
    const found = await causeOf(t, { ...calling('127.0.0.1', forwarderPort), ...more }, 'requests=25');
    assert.deepEqual([found.verdict, found.id], ['PINNED', id]);
  });
}
