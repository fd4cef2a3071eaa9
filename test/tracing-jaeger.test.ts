import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { skipWithoutJaeger, startJaeger, type TestJaeger } from './helpers/jaeger.ts';
import type { FoundSpan } from './helpers/jaeger-spans.ts';
import { beginTrace, startTracedServices } from './helpers/traced-services.ts';

const ways: Readonly<Record<string, (host: string) => Record<string, string>>> = {
  'OTLP over gRPC': (host) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${host}:4317`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
  }),
  'OTLP over HTTP': (host) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://${host}:4318` }),
  'OTLP over HTTP as JSON': (host) => ({
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://${host}:4318/v1/traces`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  }),
  'the Jaeger exporter by UDP': (host) => ({
    OTEL_TRACES_EXPORTER: 'jaeger',
    OTEL_EXPORTER_JAEGER_AGENT_HOST: host,
  }),
  'the Jaeger exporter by HTTP': (host) => ({
    OTEL_TRACES_EXPORTER: 'jaeger',
    OTEL_EXPORTER_JAEGER_ENDPOINT: `http://${host}:14268/api/traces`,
  }),
};

test('In Jaeger', { skip: skipWithoutJaeger, timeout: 120_000 }, async (t) => {
  const jaeger = await startJaeger(t);
  for (const [way, environment] of Object.entries(ways)) {
    await t.test(`one request with 25 calls is one trace, by ${way}`, (t) =>
      checkHello(t, jaeger, environment(jaeger.host)),
    );
  }
  await t.test('the run of a report says its verdict', (t) => checkReport(t, jaeger));
  for (const way of ['OTLP over HTTP', 'the Jaeger exporter by HTTP']) {
    await t.test(`the end of the processes loses no span of 1000 calls, by ${way}`, (t) =>
      checkMany(t, jaeger, ways[way]?.(jaeger.host) ?? {}),
    );
  }
  await t.test('a call that fails is an error with its gRPC status, and so is all above it', (t) =>
    checkFailure(t, jaeger),
  );
});

const toOtlp = ({ host }: TestJaeger) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://${host}:4318` });

async function checkHello(t: TestContext, jaeger: TestJaeger, environment: Record<string, string>) {
  const services = await startTracedServices(t, { environment });
  const { traceId, spanId, headers } = beginTrace();
  assert.equal(await (await fetch(`${services.clientUrl}/hello/grpc`, { headers })).text(), 'Hello');
  assert.deepEqual(await services.stop(), [0, 0]);
  assert.equal(services.server.stderr() + services.client.stderr(), '');

  const spans = await jaeger.trace(traceId, 52);
  const [request, ...otherRequests] = spans.filter(({ name }) => name === 'GET /hello/grpc');
  const [run, ...otherRuns] = spans.filter(({ name }) => name === 'run');
  assert.ok(request && run && otherRequests.length + otherRuns.length === 0);
  assert.deepEqual([request.parentSpanId, request.kind], [spanId, 'server']);
  assert.deepEqual([run.parentSpanId, run.kind], [request.spanId, 'internal']);
  assert.equal(request.attributes['http.route'], '/hello/grpc');
  assert.equal(request.attributes['http.response.status_code'], 200);
  assert.deepEqual(
    ['requests', 'answered', 'failed', 'backends', 'connections'].map(
      (fact) => run.attributes[`hello.run.${fact}`],
    ),
    [25, 25, 0, 1, 1],
  );
  assert.equal(run.attributes['hello.run.verdict'], 'PINNED');
  const made = spans.filter(({ kind }) => kind === 'client');
  const served = spans.filter(
    ({ kind, name }) => kind === 'server' && name === 'helloworld.Greeter/SayHello',
  );
  assert.deepEqual([made.length, served.length], [25, 25]);
  for (const call of made) checkCall(call, run, served, headers['x-request-id']);
  assert.ok(spans.every(({ isError }) => !isError));
  assert.equal(request.service, 'grpc-client.test');
  assert.equal(request.resource.hostname, 'client-pod', 'which Kiali needs');
}

function checkCall(call: FoundSpan, run: FoundSpan, served: readonly FoundSpan[], requestId: string): void {
  assert.deepEqual([call.parentSpanId, call.name], [run.spanId, 'helloworld.Greeter/SayHello']);
  const answers = served.filter(({ parentSpanId }) => parentSpanId === call.spanId);
  assert.equal(answers.length, 1);
  const [answer] = answers;
  for (const span of [call, ...answers]) {
    const { attributes } = span;
    assert.equal(attributes['rpc.system.name'], 'grpc');
    assert.equal(attributes['rpc.method'], 'helloworld.Greeter/SayHello');
    assert.equal(attributes['rpc.response.status_code'], 'OK');
    assert.equal(attributes['guid:x-request-id'], requestId);
    assert.deepEqual(
      ['pod', 'version', 'zone'].map((name) => attributes[`hello.${name}`]),
      ['pod-1', 'l1', 'zone-a'],
    );
    assert.match(String(attributes['hello.connection']), /^1\/\d+$/);
  }
  assert.equal(call.attributes['hello.connection'], answer?.attributes['hello.connection']);
  assert.equal(call.attributes['server.address'], '127.0.0.1');
  assert.deepEqual([answer?.service, answer?.resource.hostname], ['grpc.grpc', 'pod-1']);
}

async function checkReport(t: TestContext, jaeger: TestJaeger) {
  const services = await startTracedServices(t, { environment: toOtlp(jaeger) });
  const { traceId, headers } = beginTrace();
  const report = await fetch(`${services.clientUrl}/hello/report?requests=25&concurrency=5`, { headers });
  assert.match(await report.text(), /^PINNED/);
  await services.stop();
  const spans = await jaeger.trace(traceId, 52);
  const run = spans.find(({ name }) => name === 'run');
  assert.deepEqual(
    ['verdict', 'cause', 'requests', 'concurrency', 'policy'].map(
      (fact) => run?.attributes[`hello.run.${fact}`],
    ),
    ['PINNED', 'one-connection', 25, 5, 'pick_first'],
  );
  assert.ok(spans.some(({ name }) => name === 'GET /hello/report'));
}

async function checkMany(t: TestContext, jaeger: TestJaeger, environment: Record<string, string>) {
  const services = await startTracedServices(t, { environment });
  const { traceId, headers } = beginTrace();
  await fetch(`${services.clientUrl}/hello/report?requests=1000&concurrency=20`, { headers });
  assert.deepEqual(await services.stop(), [0, 0]);
  await jaeger.trace(traceId, 2 + 2 * 1000);
}

async function checkFailure(t: TestContext, jaeger: TestJaeger) {
  // Nobody listens on port 1.
  const services = await startTracedServices(t, { environment: toOtlp(jaeger), through: async () => 1 });
  const { traceId, headers } = beginTrace();
  assert.equal((await fetch(`${services.clientUrl}/hello/grpc`, { headers })).status, 500);
  await services.stop();
  const spans = await jaeger.trace(traceId, 3);
  assert.ok(spans.every(({ isError }) => isError));
  const call = spans.find(({ kind }) => kind === 'client');
  assert.equal(call?.attributes['rpc.response.status_code'], 'UNAVAILABLE');
  assert.equal(call?.attributes['error.type'], 'UNAVAILABLE');
  const run = spans.find(({ name }) => name === 'run');
  assert.deepEqual(
    ['answered', 'failed', 'verdict'].map((fact) => run?.attributes[`hello.run.${fact}`]),
    [0, 1, 'FAILED'],
  );
}
