import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { startTestClient, startTestServer } from './helpers/services.ts';
import { startStatusServer } from './helpers/status-server.ts';

const client = 'quarkus.grpc.clients.hello.';

/** Calls that each of two servers got for one request, called by the addresses of both. */
async function spread(t: TestContext, policy: string): Promise<number[]> {
  const servers = [await startTestServer(t), await startTestServer(t)];
  const addresses = servers.map(({ grpcPort }) => `127.0.0.1:${grpcPort}`).join(',');
  const { httpPort } = await startTestClient(t, 0, {
    numrequest: '20',
    [`${client}host`]: `ipv4:${addresses}`,
    [`${client}load-balancing-policy`]: policy,
  });
  assert.equal((await fetch(`http://127.0.0.1:${httpPort}/hello/grpc`)).status, 200);
  return servers.map(({ output }) => output.lines().filter((line) => line.includes('Hello t')).length);
}

test('round_robin spreads the calls of one request over all addresses', async (t) => {
  const [first = 0, second = 0] = await spread(t, 'round_robin');
  assert.equal(first + second, 20);
  assert.ok(first >= 5 && second >= 5, `${first} and ${second}`);
});

test('pick_first keeps the calls of one request on one address', async (t) => {
  assert.deepEqual(
    (await spread(t, 'pick_first')).toSorted((a, b) => a - b),
    [0, 20],
  );
});

const unavailable = 14;
const unimplemented = 12;

for (const [retry, path, calls, status] of [
  ['false', '/hello/blocking/neo', 1, 'UNAVAILABLE'],
  ['true', '/hello/blocking/neo', 2, 'UNIMPLEMENTED'],
  ['true', '/hello/grpc', 1, 'UNAVAILABLE'],
] as const) {
  test(`with retry=${retry} an unavailable call of ${path} is made ${calls} time(s)`, async (t) => {
    const server = await startStatusServer(t, unavailable, unimplemented);
    const { httpPort } = await startTestClient(t, server.port, { [`${client}retry`]: retry });
    const body = await (await fetch(`http://127.0.0.1:${httpPort}${path}`)).text();
    assert.match(body, new RegExp(`: ${status} `));
    assert.equal(server.calls.length, calls);
  });
}

test('the words of the user agent go in front', async (t) => {
  const server = await startStatusServer(t, unimplemented);
  const { httpPort } = await startTestClient(t, server.port, { [`${client}user-agent`]: 'my-client/1' });
  await fetch(`http://127.0.0.1:${httpPort}/hello/grpc`);
  assert.match(String(server.calls[0]?.['user-agent']), /^my-client\/1 grpc-node-js\//);
});
