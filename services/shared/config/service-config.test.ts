import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { folderWith } from '../../../test/helpers/folder.ts';
import { ConfigError } from './config-error.ts';
import { integer, text } from './converter.ts';
import { required, withDefault } from './key.ts';
import { readServiceConfig } from './service-config.ts';

const keys = {
  requests: required('numrequest', integer(), 'How many.'),
  prefix: withDefault('teststring', text, 'x', 'Which.'),
};
const declaration = { keys, crossCheck: () => [], others: ['quarkus.grpc.server.'] };

function inputWith(t: TestContext, files: Readonly<Record<string, string | Buffer>>, environment = {}) {
  const workingDirectory = folderWith(t, { files });
  return { workingDirectory, environment, systemProperties: new Map(), builtIn: new Map() };
}

const main = 'config/application.properties';

test('the article’s file is read as it is', (t) => {
  const article =
    'numrequest: 25\nquarkus.grpc.clients.hello.host: grpc.grpc.svc.cluster.local\nteststring: prom\n';
  const { config, lookup } = readServiceConfig(declaration, inputWith(t, { [main]: article }));
  assert.deepEqual(config, { requests: 25, prefix: 'prom' });
  assert.equal(lookup('quarkus.grpc.clients.hello.host')?.value, 'grpc.grpc.svc.cluster.local');
});

test('bad values are told with the path of their file', (t) => {
  const input = inputWith(t, { [main]: 'numrequest=abc' });
  assert.throws(() => readServiceConfig(declaration, input), {
    name: 'ConfigError',
    message: new RegExp(
      `numrequest is "abc" \\(${input.workingDirectory}/${main}\\); it must be a whole number`,
    ),
  });
});

for (const [name, files, environment, problem] of [
  [
    'a malformed escape',
    { [main]: 'a=\\u12' },
    {},
    /\/config\/application\.properties cannot be read: Malformed \\uxxxx encoding\.$/,
  ],
  [
    'a bad ordinal',
    { [main]: 'config_ordinal=x' },
    {},
    /^config_ordinal in .*\/application\.properties is "x"; it must be a whole number\.$/,
  ],
  [
    'a bad ordinal of the environment',
    {},
    { config_ordinal: 'x' },
    /^config_ordinal in environment variable is "x"/,
  ],
  [
    'a location that is no file',
    {},
    { SMALLRYE_CONFIG_LOCATIONS: 'http://x/' },
    /^The location "http:\/\/x\/" cannot be read/,
  ],
  [
    'a byte order mark',
    { [main]: '\uFEFFnumrequest=2' },
    {},
    /^numrequest is required, but no source has it/,
  ],
] as const) {
  test(`${name} is the one thing that is told`, (t) => {
    assert.throws(
      () => readServiceConfig(declaration, inputWith(t, files, environment)),
      (error) =>
        error instanceof ConfigError && error.problems.length === 1 && problem.test(error.problems[0] ?? ''),
    );
  });
}

test('warnings go by the service: what another one reads is not told', (t) => {
  const given =
    'numrequest=1\nquarkus.foo=1\nquarkus.grpc.server.port=1\n%dev.quarkus.bar=1\nquarkus.http.cors=true\n';
  const { warnings } = readServiceConfig(declaration, inputWith(t, { [main]: given }));
  assert.deepEqual(
    warnings.map((warning) => /quarkus\.[a-z.]+/.exec(warning)?.[0]),
    ['quarkus.foo', 'quarkus.http.cors'],
  );
});

test('keys of a profile are told once it is active', (t) => {
  const input = inputWith(t, { [main]: 'numrequest=1\n%dev.quarkus.bar=1\n' }, { QUARKUS_PROFILE: 'dev' });
  assert.equal(readServiceConfig(declaration, input).warnings.length, 1);
});
