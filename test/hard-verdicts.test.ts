import assert from 'node:assert/strict';
import test from 'node:test';
import { startForwarder } from '../services/lab/forwarder.ts';
import { startAnyGreeter } from './helpers/any-greeter.ts';
import { startBackends } from './helpers/backends.ts';
import { calling, reportWith } from './helpers/reports.ts';
import { startTestServer } from './helpers/services.ts';

const roundRobin = { 'quarkus.grpc.clients.hello.load-balancing-policy': 'round_robin' };
const listOf = (ports: readonly number[]) => `ipv4:${ports.map((port) => `127.0.0.1:${port}`).join(',')}`;

test('connections that are spread evenly but live for different times are not BALANCED', async (t) => {
  const servers = await Promise.all(
    ['1s', '15ms'].map((age, index) =>
      startTestServer(t, { 'hello.pod': `pod-${index}`, 'hello.server.max-connection-age': age }),
    ),
  );
  let connections = 0;
  const forwarder = await startForwarder({
    port: 0,
    choose: () => servers[connections++ % 2]?.grpcPort ?? 0,
  });
  t.after(forwarder.close);
  const settings = { ...calling('127.0.0.1', forwarder.port), 'hello.report.backends.count': '2' };
  const report = await reportWith(t, settings, 'requests=4000&expect=balanced');
  assert.notEqual(report.verdict, 'BALANCED', report.headline);
  assert.equal(report.expectation?.isMet, false);
});

test('a listed backend that gets nothing is missed, also when one that is not listed answers instead', async (t) => {
  const { servers } = await startBackends(t, 4);
  const [a = 0, b = 0, c = 0, d = 0] = servers.map(({ grpcPort }) => grpcPort);
  const settings = { ...calling(listOf([a, b, d])), ...roundRobin };
  const listed = { 'hello.report.backends.host': listOf([a, b, c]) };
  const report = await reportWith(t, { ...settings, ...listed }, 'requests=300&dial=service');
  assert.deepEqual([report.verdict, report.silent], ['UNEVEN', [`127.0.0.1:${c}`]]);
  assert.match(report.headline, /^1 of 4 backends got none/);
});

test('two pods that call themselves the same are told apart by their addresses', async (t) => {
  const servers = [
    await startTestServer(t, { 'hello.pod': 'grpc-0' }),
    await startTestServer(t, { 'hello.pod': 'grpc-0' }),
  ];
  const list = listOf(servers.map(({ grpcPort }) => grpcPort));
  const report = await reportWith(t, { ...calling(list), ...roundRobin }, 'requests=100');
  assert.equal(report.verdict, 'BALANCED', report.headline);
  assert.match(report.backends[0]?.name ?? '', /^grpc-0 \(127\.0\.0\.1:\d+\)$/);
});

test('an address that is given twice is one backend', async (t) => {
  const server = await startTestServer(t, { 'hello.pod': 'a' });
  const twice = listOf([server.grpcPort, server.grpcPort]);
  const report = await reportWith(t, { ...calling(twice), ...roundRobin }, 'requests=25');
  assert.deepEqual([report.verdict, report.expectedBackends.count], ['UNDECIDED', 1]);
});

test('the name of a Service that is not headless is not taken for the list of its backends', async (t) => {
  const { forwarderPort } = await startBackends(t, 3);
  const settings = { ...calling('127.0.0.1', forwarderPort), 'hello.report.backends.host': '127.0.0.2' };
  const report = await reportWith(t, settings, 'requests=25');
  assert.deepEqual([report.verdict, report.cause.id], ['UNDECIDED', 'backends-unknown']);
  assert.match(
    report.expectedBackends.note ?? '',
    /has one address, 127\.0\.0\.2, and no answer came from it/,
  );
});

test('backends without a name are not told apart by the addresses that lead to them', async (t) => {
  const greeter = await startAnyGreeter(t);
  const ports: number[] = [];
  for (let index = 0; index < 2; index += 1) {
    const forwarder = await startForwarder({ port: 0, choose: () => greeter.port });
    t.after(forwarder.close);
    ports.push(forwarder.port);
  }
  const report = await reportWith(t, { ...calling(listOf(ports)), ...roundRobin }, 'requests=100');
  assert.deepEqual([report.verdict, report.cause.id], ['UNDECIDED', 'anonymous-backends']);
});

test('a pod that is replaced while calls are spread evenly is no reason to say UNEVEN', async (t) => {
  const greeter = await startAnyGreeter(t, {
    headers: (index) => ({ 'hello-pod': ['a', 'b', index < 150 ? 'c' : 'd'][index % 3] ?? '' }),
  });
  const settings = { ...calling('127.0.0.1', greeter.port), 'hello.report.backends.count': '3' };
  const report = await reportWith(t, settings, 'requests=300');
  assert.deepEqual([report.verdict, report.cause.id], ['UNDECIDED', 'backends-changed'], report.headline);
});

test('round_robin with an address that nobody listens on: address-unreachable', async (t) => {
  const { servers } = await startBackends(t, 2);
  const list = `${listOf(servers.map(({ grpcPort }) => grpcPort))},127.0.0.1:1`;
  const report = await reportWith(t, { ...calling(list), ...roundRobin }, 'requests=100');
  assert.deepEqual([report.verdict, report.cause.id], ['UNEVEN', 'address-unreachable'], report.headline);
  assert.deepEqual(report.silent, ['127.0.0.1:1']);
});

test('few calls are enough where all of them went where few should go', async (t) => {
  const server = await startTestServer(t, { 'hello.pod': 'b', 'hello.version': 'l2' });
  const settings = calling('127.0.0.1', server.grpcPort);
  const report = await reportWith(t, settings, 'requests=25&expect=weights:l1=90,l2=10');
  assert.notEqual(report.verdict, 'UNDECIDED', report.headline);
  assert.notEqual(report.verdict, 'BALANCED', report.headline);
});

test('weights that are kept by one of two pods say so', async (t) => {
  const servers = await Promise.all(
    ['a', 'b'].map((pod) => startTestServer(t, { 'hello.pod': pod, 'hello.version': 'l1' })),
  );
  const list = listOf(servers.map(({ grpcPort }) => grpcPort));
  const settings = { ...calling(list), 'hello.report.backends.host': list };
  const report = await reportWith(t, settings, 'requests=100&expect=weights:l1=100');
  assert.deepEqual([report.verdict, report.cause.id], ['BALANCED', 'silent-within-version']);
});

test('answers that all claim to be somebody else do not hold the process up', async (t) => {
  const greeter = await startAnyGreeter(t, {
    headers: (index) => ({
      'hello-pod': `p${index}${'x'.repeat(300)}`,
      'hello-version': `v${index}`,
      'hello-node': `n${index}`,
      'hello-zone': `z${index}`,
      server: `s${index}`,
    }),
  });
  let longestMs = 0;
  let lastMs = performance.now();
  const timer = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - lastMs);
    lastMs = performance.now();
  }, 5);
  t.after(() => clearInterval(timer));
  await reportWith(t, calling('127.0.0.1', greeter.port), 'requests=10000&concurrency=100');
  assert.ok(longestMs < 1500, `${longestMs} ms`);
});
