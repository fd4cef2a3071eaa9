import assert from 'node:assert/strict';
import test from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { startAnyGreeter } from './helpers/any-greeter.ts';
import { startBackends } from './helpers/backends.ts';
import { calling, getReport, reportWith } from './helpers/reports.ts';
import { startTestClient, startTestServer } from './helpers/services.ts';

test('behind what balances connections, all calls are PINNED, and the silent backends are named', async (t) => {
  const { servers, list, forwarderPort } = await startBackends(t, 3);
  const settings = { ...calling('127.0.0.1', forwarderPort), 'hello.report.backends.host': list };
  const report = await reportWith(t, settings, 'requests=25');
  assert.equal(report.verdict, 'PINNED');
  assert.equal(report.cause.id, 'one-connection');
  assert.match(report.headline, /^25 of 25 calls were answered by pod-l\d; 2 of 3 backends got none\.$/);
  const addresses = servers.map(({ grpcPort }) => `127.0.0.1:${grpcPort}`);
  const [busiest] = report.backends;
  assert.deepEqual(
    report.silent.toSorted(),
    addresses.filter((address) => address !== busiest?.address).sort(),
  );
  assert.deepEqual(
    busiest?.connections.map(({ calls }) => calls),
    [25],
  );
  assert.equal(report.channel.connections, 1);
});

test('round_robin over all addresses is BALANCED, and the client is named as the one who does it', async (t) => {
  const { list, forwarderPort } = await startBackends(t, 3);
  const settings = { ...calling('127.0.0.1', forwarderPort), 'hello.report.backends.host': list };
  const report = await reportWith(t, settings, 'requests=30&policy=round_robin');
  assert.equal(report.verdict, 'BALANCED', report.headline);
  assert.equal(report.cause.id, 'balanced-by-client');
  assert.equal(report.run.dial, 'backends');
  assert.equal(report.channel.connections, 3);
});

test('without round_robin being asked for, settings that say it are judged as they are', async (t) => {
  const { list, forwarderPort } = await startBackends(t, 3);
  const settings = {
    ...calling('127.0.0.1', forwarderPort),
    'hello.report.backends.host': list,
    'quarkus.grpc.clients.hello.load-balancing-policy': 'round_robin',
  };
  const report = await reportWith(t, settings, 'requests=25');
  assert.equal(report.verdict, 'PINNED');
  assert.equal(report.cause.id, 'one-address');
});

test('one call for each connection is BALANCED by connections, as the cause says', async (t) => {
  const { list, forwarderPort } = await startBackends(t, 3);
  const settings = { ...calling('127.0.0.1', forwarderPort), 'hello.report.backends.host': list };
  const report = await reportWith(t, settings, 'requests=30&channel=per-call');
  assert.equal(report.verdict, 'BALANCED', report.headline);
  assert.equal(report.cause.id, 'balanced-by-connections');
  assert.equal(report.channel.connections, 30);
});

test('a fresh channel dials, also while another run has the same target; a shared one is kept', async (t) => {
  const server = await startTestServer(t);
  const { httpPort } = await startTestClient(t, server.grpcPort);
  const connectionsOf = async (query: string) => {
    const report = await getReport(httpPort, query);
    return report.backends.flatMap(({ connections }) => connections.map(({ number }) => number));
  };
  const [first, second] = await Promise.all([connectionsOf('requests=200'), connectionsOf('requests=200')]);
  assert.equal(first.length + second.length, 2);
  assert.notDeepEqual(first, second);
  const shared = await connectionsOf('channel=shared');
  assert.deepEqual(await connectionsOf('channel=shared'), shared);
  assert.notDeepEqual(await connectionsOf('channel=fresh'), shared);
});

test('concurrent calls overlap, up to what was asked for and no more', async (t) => {
  const greeter = await startAnyGreeter(t, { takesMs: 20, headers: () => ({ 'hello-pod': 'a' }) });
  const settings = calling('127.0.0.1', greeter.port);
  await reportWith(t, settings, 'requests=40&concurrency=8');
  assert.equal(greeter.inFlight.most, 8);
  const sequential = await startAnyGreeter(t, { takesMs: 1, headers: () => ({ 'hello-pod': 'a' }) });
  await reportWith(t, calling('127.0.0.1', sequential.port), 'requests=10');
  assert.equal(sequential.inFlight.most, 1);
});

test('requests=auto makes as many calls as notice a doubled share, and says so', async (t) => {
  const { list } = await startBackends(t, 3);
  const query = 'requests=auto&policy=round_robin&concurrency=10';
  const settings = { ...calling(list), 'quarkus.grpc.clients.hello.load-balancing-policy': 'round_robin' };
  const report = await reportWith(t, settings, query);
  assert.equal(report.expectedBackends.from, 'target');
  assert.ok(report.run.made >= 290 && report.run.made <= 305, String(report.run.made));
  assert.ok((report.statistics.power ?? 0) >= 0.98);
  const bounded = await reportWith(t, { ...settings, 'hello.run.max-requests': '50' }, query);
  assert.equal(bounded.run.made, 50);
  assert.match(
    bounded.run.note ?? '',
    /would be right for 3 backends, but hello\.run\.max-requests allows 50/,
  );
});

test('weights that are kept are BALANCED, and UNEVEN when they are not', async (t) => {
  const { list } = await startBackends(t, 2);
  const settings = { ...calling(list), 'quarkus.grpc.clients.hello.load-balancing-policy': 'round_robin' };
  const { httpPort } = await startTestClient(t, 0, settings);
  const even = await getReport(httpPort, 'requests=100&expect=weights:l1=50,l2=50');
  assert.deepEqual([even.verdict, even.expectation?.isMet], ['BALANCED', true]);
  const uneven = await getReport(httpPort, 'requests=200&expect=weights:l1=90,l2=10');
  assert.deepEqual([uneven.verdict, uneven.expectation?.isMet], ['UNEVEN', false]);
  const stray = await getReport(httpPort, 'requests=20&expect=weights:l1=100');
  assert.equal(stray.verdict, 'UNEVEN');
});

test('10,000 calls to a server that is not there end after a few', async (t) => {
  const report = await reportWith(t, calling('127.0.0.1', 1), 'requests=10000');
  assert.equal(report.verdict, 'FAILED');
  assert.equal(report.run.ending, 'gave up');
  assert.ok(report.run.made <= 20);
});

test('when the caller leaves, the calls in flight are cancelled and no more are made', async (t) => {
  const greeter = await startAnyGreeter(t, { takesMs: 200 });
  const { httpPort } = await startTestClient(t, greeter.port);
  for (const path of ['/hello/report', '/hello/report/stream']) {
    const leave = new AbortController();
    const left = fetch(`http://127.0.0.1:${httpPort}${path}?requests=1000&concurrency=5`, {
      signal: leave.signal,
    }).then((response) => response.text());
    while (greeter.inFlight.now < 5) await new Promise((resolve) => setTimeout(resolve, 5));
    leave.abort();
    await assert.rejects(left);
    while (greeter.inFlight.now > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const { begun } = greeter.calls;
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(greeter.calls.begun, begun);
  }
  assert.ok(greeter.calls.cancelled >= 10);
});

test('a backend that claims anything is shown cut and cleaned, never believed', async (t) => {
  const hostile = `<img src=x onerror=alert(1)>${'x'.repeat(5000)}`;
  const greeter = await startAnyGreeter(t, {
    headers: (index) => ({
      'hello-pod': index % 2 === 0 ? hostile : '\u001B[31mred',
      'hello-version': hostile,
      'hello-connection': '1e9/<b>',
      'hello-attempt': 'NaN',
    }),
  });
  const { httpPort } = await startTestClient(t, greeter.port);
  const json = await getReport(httpPort, 'requests=20');
  for (const { name, version } of json.backends) {
    assert.ok(name.length <= 101 && (version ?? '').length <= 101);
    assert.doesNotMatch(name, /\p{C}/u);
  }
  for (const format of ['text', 'html', 'markdown']) {
    const answer = await fetch(`http://127.0.0.1:${httpPort}/hello/report?requests=20&format=${format}`);
    const body = await answer.text();
    if (format !== 'text') assert.doesNotMatch(body, /<img/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
    assert.doesNotMatch(body, /\u001B/);
  }
});

test('a server that does not say who it is leaves the run UNDECIDED', async (t) => {
  const greeter = await startAnyGreeter(t);
  const settings = { ...calling('127.0.0.1', greeter.port), 'hello.report.backends.count': '3' };
  const report = await reportWith(t, settings, 'requests=25');
  assert.deepEqual([report.verdict, report.cause.id], ['UNDECIDED', 'anonymous-backends']);
});

test('reports of every verdict are what their schema says', async (t) => {
  const { list, forwarderPort } = await startBackends(t, 3);
  const settings = { ...calling('127.0.0.1', forwarderPort), 'hello.report.backends.host': list };
  const { httpPort } = await startTestClient(t, 0, settings);
  const schema = await fetch(`http://127.0.0.1:${httpPort}/hello/report/schema.json`);
  assert.equal(schema.headers.get('content-type'), 'application/schema+json');
  const validate = new Ajv2020({ strict: true, strictTuples: false }).compile(
    (await schema.json()) as object,
  );
  const dead = await startTestClient(t, 1);
  for (const [port, query, verdict] of [
    [httpPort, 'requests=25&calls=true', 'PINNED'],
    [httpPort, 'requests=25&policy=round_robin&expect=balanced', 'BALANCED'],
    [httpPort, 'requests=5&expect=balanced', 'UNDECIDED'],
    [httpPort, 'requests=100&channel=per-call&expect=weights:l1=90,l2=10', 'UNEVEN'],
    [dead.httpPort, '', 'FAILED'],
  ] as const) {
    const report = await getReport(port, query);
    assert.equal(report.verdict, verdict, report.headline);
    assert.ok(validate(report), JSON.stringify(validate.errors));
    assert.equal(validate({ ...report, verdict: 'FINE' }), false);
  }
});
