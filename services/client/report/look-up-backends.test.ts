import assert from 'node:assert/strict';
import { lookup } from 'node:dns/promises';
import test from 'node:test';
import { type LookUp, lookUpBackends } from './look-up-backends.ts';

/** The look-up of the system. */
const system: LookUp = (host) => lookup(host, { all: true });

/** Answers with addresses, and keeps what it was asked. */
function answering(...addresses: string[]) {
  const asked: string[] = [];
  const lookUp: LookUp = async (host) => {
    asked.push(host);
    return addresses.map((address) => ({ address }));
  };
  return { lookUp, asked };
}

const nobody: LookUp = () => {
  throw new Error('was asked');
};

test('localhost is looked up in the system', async () => {
  const { from, addresses, problem } = await lookUpBackends('localhost', system);
  assert.deepEqual([from, problem], ['dns', null]);
  assert.ok(addresses.includes('127.0.0.1') || addresses.includes('::1'), addresses.join());
});

test('a name that does not exist is a problem in one sentence, without addresses', async () => {
  const { from, addresses, problem } = await lookUpBackends('no-such-name.invalid', system);
  assert.deepEqual([from, addresses], ['dns', []]);
  assert.match(
    problem ?? '',
    /^hello\.report\.backends\.host is "no-such-name\.invalid", but no-such-name\.invalid could not be looked up: getaddrinfo \w+ no-such-name\.invalid\.$/,
  );
});

test('records come sorted, and each once', async () => {
  const { lookUp } = answering('10.0.0.3', '10.0.0.1', '10.0.0.3', '10.0.0.2');
  const { addresses } = await lookUpBackends('grpc-headless', lookUp);
  assert.deepEqual(addresses, ['10.0.0.1', '10.0.0.2', '10.0.0.3']);
});

for (const [host, name] of [
  ['grpc-headless.grpc', 'grpc-headless.grpc'],
  ['grpc-headless:9000', 'grpc-headless'],
  ['dns:///grpc-headless.grpc:9000', 'grpc-headless.grpc'],
  ['dns:///grpc-headless', 'grpc-headless'],
  ['dns:grpc-headless:9000', 'grpc-headless'],
  ['dns://10.0.0.10/grpc-headless:9000', 'grpc-headless'],
  ['10.0.0.1', '10.0.0.1'],
  ['::1', '::1'],
  ['[::1]', '::1'],
  ['[::1]:9000', '::1'],
] as const) {
  test(`of ${host}, ${name} is looked up`, async () => {
    const { lookUp, asked } = answering('10.0.0.1');
    await lookUpBackends(host, lookUp);
    assert.deepEqual(asked, [name]);
  });
}

for (const [host, addresses] of [
  ['ipv4:10.0.0.2:9000,10.0.0.1:9000', ['10.0.0.2:9000', '10.0.0.1:9000']],
  ['ipv6:[::1]:9000', ['[::1]:9000']],
  ['ipv4:10.0.0.1:9000,10.0.0.1:9000', ['10.0.0.1:9000']],
  ['ipv4:', []],
] as const) {
  test(`${host} is a list of ${addresses.length} that asks nobody`, async () => {
    assert.deepEqual(await lookUpBackends(host, nobody), { from: 'configuration', addresses, problem: null });
  });
}

test('a look-up that never answers is given up after three seconds', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const never: LookUp = () => new Promise(() => undefined);
  let isOver = false;
  const looking = lookUpBackends('grpc-headless', never).finally(() => {
    isOver = true;
  });
  t.mock.timers.tick(2999);
  await Promise.resolve();
  assert.equal(isOver, false);
  t.mock.timers.tick(1);
  assert.deepEqual(await looking, {
    from: 'dns',
    addresses: [],
    problem:
      'hello.report.backends.host is "grpc-headless", but grpc-headless could not be looked up: no answer within 3000 ms.',
  });
});

test('a look-up that answers leaves no timer behind', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
  const before = timers();
  await lookUpBackends('grpc-headless', answering('10.0.0.1').lookUp);
  await lookUpBackends('grpc-headless', async () => Promise.reject(new Error('refused')));
  assert.equal(timers(), before);
});
