import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { checkClientConfig, clientKeys } from '../services/client/config.ts';
import { systemProperties } from '../services/shared/config/arguments.ts';
import { builtInProperties } from '../services/shared/config/built-in.ts';
import { ConfigError } from '../services/shared/config/config-error.ts';
import { readServiceConfig } from '../services/shared/config/service-config.ts';
import { fillFolder, folderWith } from './helpers/folder.ts';
import cases from './recorded/config.json';
import { configDifferences } from './recorded/config-differences.ts';

/**
 * What the original was started with, and the calls it then made; `{DIR}` is its working directory. What is not told
 * of the expectation is the usual: no calls, host `localhost`, profile `prod`.
 */
interface Recorded {
  readonly name: string;
  readonly files?: Readonly<Record<string, string | { readonly latin1: string }>>;
  readonly directories?: readonly string[];
  readonly links?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly arguments?: readonly string[];
  readonly expected: object | 'refused';
}

function read(t: TestContext, recorded: Recorded): object | 'refused' {
  const workingDirectory = folderWith(t);
  const here = (text: string) => text.replaceAll('{DIR}', workingDirectory);
  const bytes = (content: string | { readonly latin1: string }) =>
    typeof content === 'string' ? here(content) : Buffer.from(content.latin1, 'latin1');
  const { files = {}, directories = [], links = {}, environment = {} } = recorded;
  fillFolder(workingDirectory, { files: mapValues(files, bytes), directories, links });
  const input = {
    workingDirectory,
    environment: mapValues(environment, here),
    systemProperties: systemProperties((recorded.arguments ?? []).map(here), {}),
    builtIn: builtInProperties,
  };
  try {
    const declaration = { keys: clientKeys, crossCheck: checkClientConfig, others: [] };
    const { config, profiles } = readServiceConfig(declaration, input);
    return {
      numrequest: Math.max(config.requests, 0),
      ...(config.requests > 0 ? { teststring: config.namePrefix } : {}),
      ...(config.requests > 0 && config.host !== 'localhost' ? { host: config.host } : {}),
      ...(profiles.join() === 'prod' ? {} : { profiles: profiles.join() }),
    };
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return 'refused';
  }
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, to: (value: From) => To) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}

for (const recorded of cases as readonly Recorded[]) {
  const difference = configDifferences.find(({ name }) => name === recorded.name);
  const name = difference === undefined ? recorded.name : `${recorded.name}: ${difference.why}`;
  test(`settings are read as recorded from the original: ${name}`, (t) => {
    assert.deepEqual(read(t, recorded), difference?.expected ?? recorded.expected);
  });
}

test('every difference from the original is of a recorded case', () => {
  const names = (cases as readonly Recorded[]).map(({ name }) => name);
  const unknown = configDifferences.filter(({ name }) => !names.includes(name));
  assert.deepEqual(unknown, []);
});
