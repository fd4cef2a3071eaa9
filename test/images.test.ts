import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import {
  buildImage,
  type ContainerOptions,
  configMap,
  createNetwork,
  docker,
  gatewayOf,
  runProgram,
  startService,
  untilLines,
  whyNoDocker,
} from './helpers/docker.ts';
import { skipWithoutJaeger, startJaeger } from './helpers/jaeger.ts';
import { beginTrace } from './helpers/traced-services.ts';

const serverHost = 'grpc.grpc.svc.cluster.local';

/** The text of the article's ConfigMap. */
const properties = `numrequest: 25\nquarkus.grpc.clients.hello.host: ${serverHost}\nteststring: prom\n`;

const helloUrl = 'http://client:8080/hello/grpc';
const megabyte = 1_000_000;

/** So many calls that there is time to stop somebody meanwhile. */
const slow = { NUMREQUEST: '5000' };

/** A line of the server's log for a call. */
const served = /Hello .+ \(call \d+\)/;

/** What is read only to trace, and the page between. */
const traces = [
  ...['jaeger-idl', 'page', 'thriftrw-idl', 'tracing.bundle.js', 'tracing.bundle.js.cache'],
  ...['tracing.bundle.js.map.gz', 'tracing.js', 'tracing.js.LICENSES.txt'],
];

interface Stage {
  readonly images: Readonly<Record<'server' | 'client', string>>;
  readonly network: string;
}

type Extras = Pick<ContainerOptions, 'environment' | 'settings'>;

test('The images', { skip: whyNoDocker(), timeout: 600_000 }, async (t) => {
  const labels = ['--build-arg', 'VERSION=1.2.3', '--build-arg', 'REVISION=abc'];
  const server = await buildImage(t, 'Dockerfile.server', ...labels);
  const client = await buildImage(t, 'Dockerfile.client', ...labels);
  const stage: Stage = { images: { server, client }, network: await createNetwork(t) };

  for (const [service, ports] of [['server', [8080, 9000]] as const, ['client', [8080]] as const]) {
    await t.test(`say of the ${service} how it is run and what it is`, () =>
      checkMetadata(service, ports, stage),
    );
    await t.test(`add no more than 5 MB of the ${service} to the base`, () =>
      checkSize(stage.images[service]),
    );
  }
  await t.test('run the example of the article', (t) => runArticle(t, stage));
  await t.test('run from compiled code', (t) => runCompiledCode(t, stage));
  await t.test('take settings from arguments, JAVA_OPTS_APPEND and environment', (t) =>
    runSettings(t, stage),
  );
  await t.test('send the trace of a request to Jaeger', { skip: skipWithoutJaeger }, (t) =>
    traceRun(t, stage),
  );
  await t.test('lose nothing when the server is stopped while another is there', (t) => stopServer(t, stage));
  await t.test('lose nothing when the client is stopped', (t) => stopClient(t, stage));
});

async function checkMetadata(service: keyof Stage['images'], ports: readonly number[], { images }: Stage) {
  const { Config: config } = JSON.parse(await docker('image', 'inspect', images[service]))[0];
  assert.equal(config.User, '185');
  assert.equal(config.WorkingDir, '/deployments');
  assert.deepEqual([...config.Entrypoint, ...(config.Cmd ?? [])], ['node', `/deployments/${service}.js`]);
  assert.deepEqual(
    Object.keys(config.ExposedPorts).sort(),
    ports.map((port) => `${port}/tcp`),
  );
  assert.ok(config.Env.includes('NODE_ENV=production'));
  assert.ok(!config.Env.some((variable: string) => variable.startsWith('NODE_OPTIONS=')));
  const prefix = 'org.opencontainers.image.';
  assert.equal(config.Labels[`${prefix}title`], `grpc-hello ${service}`);
  assert.equal(config.Labels[`${prefix}licenses`], 'Apache-2.0');
  assert.equal(config.Labels[`${prefix}version`], '1.2.3');
  assert.equal(config.Labels[`${prefix}revision`], 'abc');
  assert.ok(config.Labels[`${prefix}description`]);
  assert.ok(config.Labels[`${prefix}created`]);
}

async function checkSize(image: string): Promise<void> {
  const history = await docker('history', '--human=false', '--format', '{{.Size}} {{.CreatedBy}}', image);
  const sizes = history.split('\n').flatMap((line) => /^(\d+) COPY /.exec(line)?.[1] ?? []);
  const bytes = sizes.reduce((sum, size) => sum + Number(size), 0);
  assert.ok(bytes > 0 && bytes <= 5 * megabyte, `${bytes} bytes`);
}

async function runArticle(t: TestContext, stage: Stage): Promise<void> {
  const server = await startServer(t, stage);
  const client = await startClient(t, stage);
  assert.equal(await client.exec('curl', '-s', 'http://localhost:8080/hello/grpc'), 'Hello');
  const names = Array.from({ length: 25 }, (_, index) => `Hello prom${index}`);
  assert.deepEqual(await untilLines(client, /^Hello /, 25), names);
  assert.equal((await untilLines(server, served, 25)).length, 25);
  const files = await client.exec('ls', '/deployments');
  assert.deepEqual(files.trim().split('\n'), [
    ...['client.bundle.js', 'client.bundle.js.cache', 'client.bundle.js.map.gz'],
    ...['client.js', 'client.js.LICENSES.txt', 'config', ...traces],
  ]);
  assert.match(await client.exec('curl', '-sf', 'http://localhost:8080/'), /src="page\/page\.js"/);
  assert.match(await client.exec('curl', '-sf', 'http://localhost:8080/page/page.js'), /run-desk/);
  const report = await client.exec('node', 'client.js', 'report', '--backends', '2', '--expect', 'pinned');
  assert.match(report, /^PINNED {3}25 of 25 calls were answered by /);
  assert.equal((await client.exec('id', '-u')).trim(), '12345');
  assert.equal(await client.stop(), 0);
  assert.equal(await server.stop(), 0);
}

/** The Node of the image made the code, so it must take it. */
async function runCompiledCode(t: TestContext, stage: Stage): Promise<void> {
  for (const start of [startServer, startClient]) {
    const service = await start(t, stage, { environment: { QUARKUS_LOG_LEVEL: 'DEBUG' } });
    assert.equal((await untilLines(service, /bundle\.js runs from its compiled code\./, 1)).length, 1);
  }
}

async function runSettings(t: TestContext, stage: Stage): Promise<void> {
  const server = await startServer(t, stage);
  const client = await startClient(t, stage, {
    environment: { JAVA_OPTS_APPEND: '-Xmx64m -Dnumrequest=3', QUARKUS_HTTP_PORT: '8181' },
    settings: ['-Dteststring=argument'],
  });
  assert.equal(await client.exec('curl', '-s', 'http://localhost:8181/hello/grpc'), 'Hello');
  const names = (await untilLines(server, served, 3)).map((line) => /Hello (\S+)/.exec(line)?.[1]);
  assert.deepEqual(names, ['argument0', 'argument1', 'argument2']);
}

async function traceRun(t: TestContext, stage: Stage): Promise<void> {
  const gateway = await gatewayOf(stage.network);
  const jaeger = await startJaeger(t, gateway);
  for (const way of [
    { OTEL_TRACES_EXPORTER: 'jaeger', OTEL_EXPORTER_JAEGER_AGENT_HOST: gateway },
    { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: `http://${gateway}:4318` },
  ]) {
    const extras = { environment: { ...way } };
    const server = await startServer(t, stage, extras);
    const client = await startClient(t, stage, extras);
    const { traceId, headers } = beginTrace();
    const header = ['--header', `traceparent: ${headers.traceparent}`];
    assert.equal(await client.exec('curl', '-s', ...header, 'http://localhost:8080/hello/grpc'), 'Hello');
    assert.deepEqual([await client.stop(), await server.stop()], [0, 0]);
    const spans = await jaeger.trace(traceId, 52);
    const kinds = ['server', 'internal', 'client'].map(
      (kind) => spans.filter((span) => span.kind === kind).length,
    );
    assert.deepEqual(kinds, [1 + 25, 1, 25]);
  }
}

async function stopServer(t: TestContext, stage: Stage): Promise<void> {
  const servers = [await startServer(t, stage), await startServer(t, stage)];
  const client = await startClient(t, stage, { environment: slow });
  const answer = ask(t, stage);
  await untilLines(client, /^Hello prom/);
  // The one that got the connection.
  const counts = await Promise.all(servers.map(async (server) => (await server.lines(served)).length));
  const [busy, idle] = counts[0] === 0 ? servers.toReversed() : servers;
  assert.equal(await busy?.stop(), 0);
  assert.equal(await answer, 'Hello 200');
  assert.equal((await client.lines(/^Hello prom/)).length, 5000);
  assert.notEqual((await idle?.lines(served))?.length, 0, 'the rest of the calls went to the other server');
}

async function stopClient(t: TestContext, stage: Stage): Promise<void> {
  await startServer(t, stage);
  const client = await startClient(t, stage, { environment: slow });
  const answer = ask(t, stage);
  await untilLines(client, /^Hello prom/);
  const printed = (await client.lines(/^Hello prom/)).length;
  assert.ok(printed < 5000, 'the run is still going on');
  assert.equal(await client.stop(), 0);
  assert.equal(await answer, 'Hello 200');
  assert.equal((await client.lines(/^Hello prom/)).length, 5000);
}

/** Asks the client from outside, by a container of its own; a curl inside would end with it. */
function ask(t: TestContext, { images, network }: Stage): Promise<string> {
  const curl = ['--silent', '--write-out', ' %{http_code}', helloUrl];
  return runProgram(t, { image: images.client, network, program: 'curl', words: curl });
}

function startServer(t: TestContext, { images, network }: Stage, extras: Extras = {}) {
  const config = configMap(t, properties);
  return startService(t, { image: images.server, network, host: serverHost, config, ...extras });
}

function startClient(t: TestContext, { images, network }: Stage, extras: Extras = {}) {
  const config = configMap(t, properties);
  return startService(t, { image: images.client, network, host: 'client', config, ...extras });
}
