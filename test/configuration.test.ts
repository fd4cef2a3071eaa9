// biome-ignore-all lint/suspicious/noTemplateCurlyInString: those are expressions of the settings.
import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { folderWith } from './helpers/folder.ts';
import { freePorts, listeningPorts, type ProcessOptions, startProcess } from './helpers/process.ts';
import { startTestServer, type TestServer } from './helpers/services.ts';

type Texts = Readonly<Record<string, string>>;

/** What a user gives a service: files below its working directory, environment, `-D` arguments. */
interface Given {
  readonly files?: Texts;
  readonly environment?: Texts;
  readonly settings?: Texts;
}

const main = 'config/application.properties';

function optionsOf(t: TestContext, { files = {}, environment = {}, settings = {} }: Given): ProcessOptions {
  return { workingDirectory: folderWith(t, { files }), environment, settings };
}

/** The names that the server was asked to greet, in order. */
function namesAt(server: TestServer): string[] {
  const greeted = server.output.lines().filter((line) => line.includes('"hello.server.Greeter"'));
  return greeted.map((line) => /"Hello (.*) \(call /.exec(line)?.[1] ?? line);
}

const host = 'quarkus.grpc.clients.hello.host';

/** The article's ConfigMap, but for the host, which only a cluster resolves. */
const article = `numrequest: 25\n${host}: 127.0.0.1\nteststring: prom\n`;
const nothingGood = `numrequest: abc\n${host}: nowhere.invalid\nteststring: wrong\n`;

const ways: [string, Given][] = [
  ['the mounted file', { files: { [main]: article } }],
  ['the mounted file with Windows line ends', { files: { [main]: article.replaceAll('\n', '\r\n') } }],
  [
    'the environment, over a bad file',
    {
      files: { [main]: nothingGood },
      environment: { NUMREQUEST: '25', TESTSTRING: 'prom', QUARKUS_GRPC_CLIENTS_HELLO_HOST: '127.0.0.1' },
    },
  ],
  ['.env', { files: { '.env': 'NUMREQUEST=25\nTESTSTRING=prom\n' } }],
  [
    'arguments, over a bad environment',
    {
      environment: { NUMREQUEST: 'abc', TESTSTRING: '' },
      settings: { numrequest: '25', teststring: 'prom', [host]: '127.0.0.1' },
    },
  ],
  [
    'JAVA_OPTS_APPEND, beside options of a JVM',
    {
      files: { [main]: nothingGood },
      environment: { JAVA_OPTS_APPEND: `-Xmx64m -Dnumrequest=25 -Dteststring=prom -D${host}=127.0.0.1` },
    },
  ],
  [
    'keys of the profile prod',
    {
      files: {
        [main]: `${nothingGood}%prod.numrequest=25\n%prod.teststring=prom\n%prod.${host}=127.0.0.1\n`,
      },
    },
  ],
  [
    'the file of another profile',
    {
      files: { [main]: nothingGood, 'config/application-dev.properties': article },
      environment: { QUARKUS_PROFILE: 'dev' },
    },
  ],
  [
    'expressions',
    {
      files: {
        [main]: `numrequest=\${tens}5\ntens=2\nteststring=\${PREFIX:none}\n${host}=\${nope:127.0.0.1}\n`,
      },
      environment: { PREFIX: 'prom' },
    },
  ],
  [
    'a file at another place',
    { files: { 'more/x.properties': article }, settings: { 'smallrye.config.locations': 'more' } },
  ],
];

for (const [name, given] of ways) {
  test(`the article's settings, given by ${name}, make its 25 calls`, async (t) => {
    const server = await startTestServer(t);
    const options = optionsOf(t, given);
    const settings = {
      ...options.settings,
      ...freePorts,
      'quarkus.grpc.clients.hello.port': String(server.grpcPort),
    };
    const client = startProcess(t, 'client', { ...options, settings });
    const { http } = await listeningPorts(client);
    assert.equal(await (await fetch(`http://127.0.0.1:${http}/hello/grpc`)).text(), 'Hello');
    assert.deepEqual(
      namesAt(server),
      Array.from({ length: 25 }, (_, index) => `prom${index}`),
    );
  });
}

const badClient = {
  files: { [main]: `numrequest: abc\nteststring:\n${host}: \${nope}\nquarkus.http.port: 70000\n` },
  environment: { QUARKUS_SHUTDOWN_TIMEOUT: 'soon' },
};

test('a client with bad settings tells them all on standard error and ends with 1', async (t) => {
  const options = optionsOf(t, badClient);
  const client = startProcess(t, 'client', options);
  assert.equal(await client.exit, 1);
  assert.equal(client.stdout(), '');
  const file = `${options.workingDirectory}/${main}`;
  assert.deepEqual(client.stderr().split('\n'), [
    '5 settings are wrong:',
    `  - numrequest is "abc" (${file}); it must be a whole number from -2147483648 to 2147483647.`,
    `  - teststring is empty (${file}); it must be any text that is not empty.`,
    `  - ${host} cannot be read: SRCFG00011: Could not expand value nope in property ${host}.`,
    `  - quarkus.http.port is "70000" (${file}); it must be a whole number from 0 to 65535.`,
    '  - quarkus.shutdown.timeout is "soon" (environment variable QUARKUS_SHUTDOWN_TIMEOUT); it must be a duration up to 24 days, such as `10s`, `1h30m`, `500ms`, `PT10S`; digits alone are seconds.',
    'Nothing was started.',
    '',
  ]);
});

test('a server with bad settings tells them all on standard error and ends with 1', async (t) => {
  const settings = { ...freePorts, 'quarkus.grpc.server.port': 'abc', 'quarkus.log.level': 'LOUD' };
  const server = startProcess(t, 'server', optionsOf(t, { settings }));
  assert.equal(await server.exit, 1);
  assert.equal(server.stdout(), '');
  assert.match(server.stderr(), /^2 settings are wrong/);
  assert.match(server.stderr(), /quarkus\.grpc\.server\.port is "abc" \(system property\)/);
  assert.match(server.stderr(), /quarkus\.log\.level is "LOUD" \(system property\)/);
});

for (const service of ['client', 'server'] as const) {
  test(`a ${service} whose file cannot be parsed names it and ends with 1`, async (t) => {
    const options = optionsOf(t, {
      files: { [main]: 'numrequest=1\nteststring=\\u12' },
      settings: freePorts,
    });
    const started = startProcess(t, service, options);
    assert.equal(await started.exit, 1);
    assert.equal(started.stdout(), '');
    assert.ok(
      started
        .stderr()
        .includes(`${options.workingDirectory}/${main} cannot be read: Malformed \\uxxxx encoding.`),
    );
  });
}

/** What Kubernetes puts into every pod beside a Service named `grpc`, and names that look like settings. */
const alien = {
  GRPC_PORT: 'tcp://10.0.0.1:9000',
  GRPC_SERVICE_HOST: '10.0.0.1',
  GRPC_SERVICE_PORT: '9000',
  GRPC_PORT_9000_TCP: 'tcp://10.0.0.1:9000',
  GRPC_PORT_9000_TCP_ADDR: '10.0.0.1',
  HELLO_HOST: 'nowhere.invalid',
  HELLO_PORT: 'tcp://10.0.0.1:80',
  HOST: 'nowhere.invalid',
  PORT: '1',
};

test('the variables of Kubernetes change nothing, on either side', async (t) => {
  const server = startProcess(t, 'server', { settings: freePorts, environment: alien });
  const { grpc } = await listeningPorts(server);
  const settings = { ...freePorts, 'quarkus.grpc.clients.hello.port': String(grpc) };
  const files = { [main]: 'numrequest: 2\nteststring: prom\n' };
  const client = startProcess(t, 'client', optionsOf(t, { files, settings, environment: alien }));
  const { http } = await listeningPorts(client);
  assert.equal(await (await fetch(`http://127.0.0.1:${http}/hello/grpc`)).text(), 'Hello');
  await client.seen(/^Hello prom0\nHello prom1$/m);
});
