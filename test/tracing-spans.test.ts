import assert from 'node:assert/strict';
import test from 'node:test';
import { Client, credentials } from '@grpc/grpc-js';
import { health } from '../services/shared/proto/generated/descriptors.ts';
import { loadPackage, serviceOf } from '../services/shared/proto/load-service.ts';
import { startAnyGreeter } from './helpers/any-greeter.ts';
import { freePorts, listeningPorts, startProcess, type TestProcess } from './helpers/process.ts';

const console = { OTEL_TRACES_EXPORTER: 'console', OTEL_BSP_SCHEDULE_DELAY: '20' };

interface LoggedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly parent?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The spans that a process wrote until it ended. */
async function spansUntilEnd(service: TestProcess): Promise<LoggedSpan[]> {
  service.child.kill('SIGTERM');
  await service.exit;
  const lines = service
    .stdout()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  return lines.flatMap((line) => JSON.parse(line).span ?? []);
}

function checkHealth(port: number): Promise<unknown> {
  const { Check } = serviceOf(loadPackage(health), 'grpc.health.v1.Health');
  if (Check === undefined) throw new Error('Health has no Check.');
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  return new Promise((resolve, reject) => {
    const { path, requestSerialize, responseDeserialize } = Check;
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, { service: '' }, (error, reply) =>
      error === null ? resolve(reply) : reject(error),
    );
  }).finally(() => client.close());
}

test('health probes and ops paths make no spans, greetings do', async (t) => {
  const server = startProcess(t, 'server', { environment: console, settings: freePorts });
  const { grpc, http } = await listeningPorts(server);
  await checkHealth(grpc);
  for (const path of ['/q/health', '/q/health/ready', '/q/metrics'])
    await fetch(`http://127.0.0.1:${http}${path}`);
  const client = startProcess(t, 'client', {
    environment: console,
    settings: {
      ...{ ...freePorts, numrequest: '2', teststring: 't', 'quarkus.grpc.clients.hello.host': '127.0.0.1' },
      'quarkus.grpc.clients.hello.port': String(grpc),
    },
  });
  const url = `http://127.0.0.1:${(await listeningPorts(client)).http}`;
  for (const path of ['/q/health', '/q/metrics', '/hello/blocking/neo?a=b', '/nowhere'])
    await fetch(url + path);
  const ofClient = await spansUntilEnd(client);
  assert.deepEqual(ofClient.map(({ name }) => name).sort(), [
    'GET',
    'GET /hello/blocking/:name',
    'helloworld.Greeter/SayHello',
  ]);
  const request = ofClient.find(({ name }) => name.startsWith('GET /hello'));
  assert.equal(request?.parent, undefined);
  assert.deepEqual(
    ['http.request.method', 'http.route', 'url.path', 'url.query', 'http.response.status_code'].map(
      (name) => request?.attributes[name],
    ),
    ['GET', '/hello/blocking/:name', '/hello/blocking/neo', 'a=b', 200],
  );
  const ofServer = await spansUntilEnd(server);
  assert.deepEqual(
    ofServer.map(({ name, traceId }) => [name, traceId]),
    [['helloworld.Greeter/SayHello', request?.traceId]],
  );
});

for (const [sampler, argument, kept] of [
  ['always_off', '1', 0],
  ['parentbased_traceidratio', '0', 0],
  ['traceidratio', '1', 5],
] as const) {
  test(`the sampler ${sampler} with ${argument} keeps ${kept} of 5 spans`, async (t) => {
    const environment = { ...console, OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: argument };
    // What answers is not of interest, as long as there is one call for each request.
    const settings = {
      ...{ ...freePorts, numrequest: '1', teststring: 't', 'quarkus.grpc.clients.hello.host': '127.0.0.1' },
      'quarkus.grpc.clients.hello.port': '1',
    };
    const client = startProcess(t, 'client', { environment, settings });
    const url = `http://127.0.0.1:${(await listeningPorts(client)).http}`;
    for (const path of ['/hello/grpc', '/hello/blocking/neo'])
      assert.equal((await fetch(url + path)).status, 500);
    assert.equal((await spansUntilEnd(client)).length, kept);
  });
}

test('an unknown exporter is refused at the start, together with all else that is wrong', async (t) => {
  const server = startProcess(t, 'server', {
    settings: { ...freePorts, 'quarkus.log.level': 'LOUD' },
    environment: { OTEL_TRACES_EXPORTER: 'zipkin' },
  });
  assert.equal(await server.exit, 1);
  assert.match(server.stderr(), /^2 settings are wrong:/);
  assert.match(server.stderr(), /OTEL_TRACES_EXPORTER is "zipkin" .* otlp, jaeger, console, none/);
});

for (const [what, settings] of [
  ['by the end of the process', {}],
  ['while its backends are looked up', { 'hello.report.backends.host': 'no-such-name.invalid' }],
] as const) {
  test(`a run that is cut off ${what} is told of, with its request and its call`, async (t) => {
    const greeter = await startAnyGreeter(t, { takesMs: 60_000 });
    const client = startProcess(t, 'client', {
      environment: console,
      settings: {
        ...{ ...freePorts, numrequest: '5', teststring: 't', 'quarkus.grpc.clients.hello.host': '127.0.0.1' },
        ...{ 'quarkus.grpc.clients.hello.port': String(greeter.port), 'quarkus.shutdown.timeout': '2s' },
        ...settings,
      },
    });
    const { http } = await listeningPorts(client);
    const running = assert.rejects(fetch(`http://127.0.0.1:${http}/hello/grpc`));
    while (greeter.inFlight.now < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    const spans = await spansUntilEnd(client);
    await running;
    assert.deepEqual(spans.map(({ name }) => name).sort(), [
      'GET /hello/grpc',
      'helloworld.Greeter/SayHello',
      'run',
    ]);
    const request = spans.find(({ name }) => name.startsWith('GET'));
    assert.equal(request?.attributes['error.type'], 'caller left');
  });
}

test('a stream whose reader leaves has a span with the status that was sent', async (t) => {
  const greeter = await startAnyGreeter(t, { takesMs: 60_000 });
  const client = startProcess(t, 'client', {
    environment: console,
    settings: {
      ...{ ...freePorts, numrequest: '5', teststring: 't', 'quarkus.grpc.clients.hello.host': '127.0.0.1' },
      'quarkus.grpc.clients.hello.port': String(greeter.port),
    },
  });
  const { http } = await listeningPorts(client);
  const leave = new AbortController();
  await fetch(`http://127.0.0.1:${http}/hello/report/stream`, { signal: leave.signal });
  while (greeter.inFlight.now < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  leave.abort();
  while (greeter.inFlight.now > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const spans = await spansUntilEnd(client);
  const request = spans.find(({ name }) => name === 'GET /hello/report/stream');
  const { 'http.response.status_code': status, 'error.type': error } = request?.attributes ?? {};
  assert.deepEqual([status, error], [200, 'caller left']);
  assert.deepEqual(
    spans
      .filter(({ traceId }) => traceId === request?.traceId)
      .map(({ name }) => name)
      .sort(),
    ['GET /hello/report/stream', 'helloworld.Greeter/SayHello', 'run'],
  );
});
