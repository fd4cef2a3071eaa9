import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { startForwarder } from '../services/lab/forwarder.ts';
import { startTestClient, startTestServer } from './helpers/services.ts';
import { startStatusServer } from './helpers/status-server.ts';

const urlOf = ({ httpPort }: { httpPort: number }, path = '/hello/grpc') =>
  `http://127.0.0.1:${httpPort}${path}`;

test('a run makes its calls in order, prints the replies raw, and answers Hello', async (t) => {
  const server = await startTestServer(t);
  const client = await startTestClient(t, server.grpcPort, { numrequest: '25', teststring: 'prom' });
  const response = await fetch(urlOf(client));
  assert.equal(await response.text(), 'Hello');
  const printed = client.output.lines().filter((line) => !line.startsWith('{'));
  assert.deepEqual(
    printed,
    Array.from({ length: 25 }, (_, index) => `Hello prom${index}`),
  );
  const logged = server.output.lines().filter((line) => line.includes('"hello.server.Greeter"'));
  assert.equal(logged.length, 25);
  assert.match(logged[24] ?? '', /"message":"Hello prom24 \(call 25\)"/);
});

for (const numrequest of ['0', '-1']) {
  test(`numrequest ${numrequest} makes no call and answers Hello, server or not`, async (t) => {
    const client = await startTestClient(t, 1, { numrequest });
    assert.equal(await (await fetch(urlOf(client))).text(), 'Hello');
  });
}

/** A server behind a forwarder that counts the connections made to it. */
async function countedServer(t: TestContext) {
  const server = await startTestServer(t);
  let connections = 0;
  const choose = () => {
    connections += 1;
    return server.grpcPort;
  };
  const forwarder = await startForwarder({ port: 0, choose });
  t.after(forwarder.close);
  return { port: forwarder.port, connections: () => connections };
}

test('every run has a connection of its own, also when runs overlap', async (t) => {
  const server = await countedServer(t);
  const client = await startTestClient(t, server.port, { numrequest: '50' });
  await Promise.all(
    Array.from({ length: 5 }, () => fetch(urlOf(client)).then((response) => response.text())),
  );
  assert.equal(server.connections(), 5);
  await fetch(urlOf(client));
  assert.equal(server.connections(), 6);
});

test('blocking and mutiny share one connection', async (t) => {
  const server = await countedServer(t);
  const client = await startTestClient(t, server.port);
  const paths = ['/hello/blocking/a', '/hello/mutiny/b', '/hello/blocking/c'];
  for (const path of paths) assert.equal((await fetch(urlOf(client, path))).status, 200);
  assert.equal(server.connections(), 1);
});

test('a thousand requests at once are all answered', async (t) => {
  const server = await startTestServer(t, { 'quarkus.log.level': 'WARN' });
  const client = await startTestClient(t, server.grpcPort);
  const answers = await Promise.all(
    Array.from({ length: 1000 }, () => fetch(urlOf(client)).then(({ status }) => status)),
  );
  assert.deepEqual([...new Set(answers)], [200]);
  assert.match(
    await (await fetch(urlOf(server, '/q/metrics'))).text(),
    /grpc_server_handled_total\{.*grpc_code="OK".*\} 3000/,
  );
});

test('trace headers and the request id of the caller are on every call', async (t) => {
  const server = await startStatusServer(t, 12);
  const client = await startTestClient(t, server.port);
  const headers = {
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    tracestate: 'a=b',
    baggage: 'k=v',
    b3: '0',
    'x-b3-traceid': '0af7651916cd43dd',
    'x-request-id': 'abc-1',
    cookie: 'not=forwarded',
  };
  await fetch(urlOf(client), { headers });
  const { cookie, ...forwarded } = headers;
  for (const [name, value] of Object.entries(forwarded)) assert.equal(server.calls[0]?.[name], value, name);
  assert.ok(!Object.values(server.calls[0] ?? {}).includes(cookie));
});
