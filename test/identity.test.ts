import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import test from 'node:test';
import { connectRaw, requestRaw } from './helpers/raw-grpc.ts';
import { startTestServer, type TestServer } from './helpers/services.ts';

const sayHello = {
  ':method': 'POST',
  ':path': '/helloworld.Greeter/SayHello',
  'content-type': 'application/grpc',
  te: 'trailers',
};

async function identityOf(session: ReturnType<typeof connectRaw>, headers: object = {}) {
  const reply = await requestRaw(session, { ...sayHello, ...headers }, Buffer.from('0000000000', 'hex'));
  return Object.fromEntries(
    Object.entries(reply.headers ?? {}).filter(([name]) => name.startsWith('hello-')),
  );
}

test('a server says where it runs, and leaves out what it does not know', async (t) => {
  const server = await startTestServer(t);
  assert.deepEqual(await identityOf(connectRaw(t, server.grpcPort)), {
    'hello-pod': `${hostname()}:${server.grpcPort}`,
    'hello-address': `127.0.0.1:${server.grpcPort}`,
    'hello-connection': '1/1',
  });
});

test('the downward API decides what a server says', async (t) => {
  const settings = { pod: 'grpc-v1-abc', version: 'l1', node: 'worker-1', zone: 'a', address: '10.1.2.3' };
  const server = await startTestServer(
    t,
    Object.fromEntries(Object.entries(settings).map(([k, v]) => [`hello.${k}`, v])),
  );
  assert.deepEqual(await identityOf(connectRaw(t, server.grpcPort)), {
    ...Object.fromEntries(Object.entries(settings).map(([key, value]) => [`hello-${key}`, value])),
    'hello-connection': '1/1',
  });
});

test('connections are numbered, and the calls on each', async (t) => {
  const server: TestServer = await startTestServer(t);
  const numbers: unknown[] = [];
  for (const session of [connectRaw(t, server.grpcPort), connectRaw(t, server.grpcPort)]) {
    for (let call = 0; call < 2; call += 1) numbers.push((await identityOf(session))['hello-connection']);
  }
  assert.deepEqual(numbers, ['1/1', '1/2', '2/1', '2/2']);
});

for (const [attempt, answered] of [
  ['2', '2'],
  ['nonsense', undefined],
  ['99999', undefined],
] as const) {
  test(`the attempt count "${attempt}" of a proxy is answered as ${answered}`, async (t) => {
    const server = await startTestServer(t);
    const identity = await identityOf(connectRaw(t, server.grpcPort), { 'x-envoy-attempt-count': attempt });
    assert.equal(identity['hello-attempt'], answered);
  });
}
