import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { folderWith } from '../../../test/helpers/folder.ts';
import { createLookup } from './lookup.ts';
import { readSources } from './sources.ts';

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly system?: Readonly<Record<string, string>>;
  readonly builtIn?: Readonly<Record<string, string>>;
}

/** Values by key, as they win. */
function read(t: TestContext, { files = {}, environment = {}, system = {}, builtIn = {} }: Given) {
  const workingDirectory = folderWith(t, { files });
  const {
    sources,
    profiles,
    files: watched,
  } = readSources({
    workingDirectory,
    environment,
    systemProperties: new Map(Object.entries(system)),
    builtIn: new Map(Object.entries(builtIn)),
  });
  const lookup = createLookup(sources, profiles);
  return { value: (key: string) => lookup(key)?.value, profiles, watched, workingDirectory };
}

const main = 'config/application.properties';
const beside = (profile: string) => `config/application-${profile}.properties`;

/** Every place that a key can stand in, strongest first; each says its own name. */
const places: [string, Given][] = [
  ['-D', { system: { 'a.b': '-D' } }],
  ['the environment', { environment: { A_B: 'the environment' } }],
  ['.env', { files: { '.env': 'A_B=.env' } }],
  [beside('prod'), { files: { [main]: '', [beside('prod')]: `a.b=${beside('prod')}` } }],
  ['%prod.', { files: { [main]: '%prod.a.b=%prod.\n' } }],
  ['a plain key', { files: { [main]: 'a.b=a plain key\n' } }],
  ['built-in', { builtIn: { 'a.b': 'built-in' } }],
];

function together(all: readonly Given[]): Given {
  const result: Given = { files: {}, environment: {}, system: {}, builtIn: {} };
  return all.reduce(
    (sum, given) => ({
      files: {
        ...sum.files,
        ...given.files,
        [main]: `${sum.files?.[main] ?? ''}${given.files?.[main] ?? ''}`,
      },
      environment: { ...sum.environment, ...given.environment },
      system: { ...sum.system, ...given.system },
      builtIn: { ...sum.builtIn, ...given.builtIn },
    }),
    result,
  );
}

for (const [index, [winner]] of places.entries()) {
  const weaker = places.slice(index);
  test(`${winner} wins over ${
    weaker
      .slice(1)
      .map(([name]) => name)
      .join(', ') || 'nothing'
  }`, (t) => {
    assert.equal(read(t, together(weaker.map(([, given]) => given))).value('a.b'), winner);
  });
}

test('each key is looked for by itself', (t) => {
  const { value } = read(t, {
    files: { [main]: 'a=file\nb=file\nc=file\n', '.env': 'B=.env\nC=.env\n' },
    environment: { C: 'environment' },
  });
  assert.deepEqual(['a', 'b', 'c', 'd'].map(value), ['file', '.env', 'environment', undefined]);
});

test('an undefined variable of the environment is not there', (t) => {
  assert.equal(read(t, { files: { [main]: 'a=file' }, environment: { A: undefined } }).value('a'), 'file');
});

test('the file of a profile is read only beside the main file', (t) => {
  assert.equal(read(t, { files: { [beside('prod')]: 'a=1' } }).value('a'), undefined);
});

test('files in other places are not read', (t) => {
  const files = { 'application.properties': 'a=1', 'config/application.yaml': 'a: 1', 'config/.env': 'A=1' };
  assert.equal(read(t, { files }).value('a'), undefined);
});

test('of two active profiles the last one listed wins, by key and by file', (t) => {
  const { value, profiles } = read(t, {
    files: {
      [main]: '%a.k=a\n%b.k=b\n%prod.k=prod\n',
      [beside('a')]: 'f=a',
      [beside('b')]: 'f=b',
      [beside('prod')]: 'f=prod',
    },
    environment: { QUARKUS_PROFILE: 'a,b' },
  });
  assert.deepEqual([profiles, value('k'), value('f')], [['b', 'a'], 'b', 'b']);
});

test('a parent fills in what its profile does not say, by key and by file', (t) => {
  const files = {
    [main]: 'quarkus.config.profile.parent=base\n%base.k=base\n%base.l=base\n%prod.l=prod\n',
    [beside('base')]: 'f=base',
  };
  const { value } = read(t, { files });
  assert.deepEqual([value('k'), value('l'), value('f')], ['base', 'prod', 'base']);
});

test('a profile cannot be chosen in the file of a profile', (t) => {
  const files = { [main]: 'k=plain\n%dev.k=dev\n', [beside('prod')]: 'quarkus.profile=dev' };
  assert.deepEqual(read(t, { files }).profiles, ['prod']);
});

for (const [ordinal, winner] of [
  ['299', 'environment'],
  ['300', 'file'],
  ['399', 'file'],
] as const) {
  test(`beside the environment, a file with config_ordinal=${ordinal} leaves the ${winner} winning`, (t) => {
    const files = { [main]: `a=file\nconfig_ordinal=${ordinal}` };
    assert.equal(read(t, { files, environment: { A: 'environment' } }).value('a'), winner);
  });
}

test('a file with the ordinal of the built-in settings wins over them', (t) => {
  const files = { [main]: 'a=file\nconfig_ordinal=250' };
  assert.equal(read(t, { files, builtIn: { a: 'built-in' } }).value('a'), 'file');
});

test('a located file beats the source that names it, and all weaker ones', (t) => {
  const given = {
    files: { 'extra.properties': 'a=extra', [main]: 'a=file' },
    environment: { A: 'environment' },
  };
  const byEnvironment = { ...given.environment, SMALLRYE_CONFIG_LOCATIONS: 'extra.properties' };
  assert.equal(read(t, { ...given, environment: byEnvironment }).value('a'), 'extra');
  const byFile = { ...given.files, [main]: 'a=file\nsmallrye.config.locations=extra.properties' };
  assert.equal(read(t, { ...given, files: byFile }).value('a'), 'environment');
  assert.equal(read(t, { files: byFile }).value('a'), 'extra');
});

test('the main file and those of the active profiles are worth watching, there or not', (t) => {
  const { watched, workingDirectory } = read(t, { environment: { QUARKUS_PROFILE: 'a,b' } });
  assert.deepEqual(
    watched,
    [main, beside('b'), beside('a')].map((path) => join(workingDirectory, path)),
  );
});
