import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { type Content, folderWith } from '../../../test/helpers/folder.ts';
import { fileSources, profilePath } from './files.ts';

/** The values of `a` in the sources of `main.properties`, strongest first, and the names of their files. */
function valuesOf(t: TestContext, content: Content, profiles: readonly string[] = ['prod']) {
  const folder = folderWith(t, content);
  const sources = fileSources(join(folder, 'main.properties'), 260)(profiles);
  return sources.map(({ name, ordinal, get }) => [name.replace(`${folder}/`, ''), ordinal, get('a')?.value]);
}

test('a missing file is no source, whatever lies beside it', (t) => {
  assert.deepEqual(valuesOf(t, { files: { 'main-prod.properties': 'a=1' } }), []);
});

test('a dangling link is a missing file', (t) => {
  assert.deepEqual(valuesOf(t, { links: { 'main.properties': 'nowhere' } }), []);
});

test('a path below a file is a missing file', (t) => {
  const folder = folderWith(t, { files: { config: 'x' } });
  assert.deepEqual(fileSources(join(folder, 'config/main.properties'), 260)([]), []);
});

test('the file of a profile is one stronger than the file beside it', (t) => {
  const files = {
    'main.properties': 'a=main',
    'main-prod.properties': 'a=prod',
    'main-dev.properties': 'a=dev',
  };
  assert.deepEqual(valuesOf(t, { files }), [
    ['main-prod.properties', 261, 'prod'],
    ['main.properties', 260, 'main'],
  ]);
});

test('the file of a profile follows the ordinal that its main file gives itself', (t) => {
  const files = { 'main.properties': 'config_ordinal=500', 'main-prod.properties': 'a=prod' };
  assert.deepEqual(valuesOf(t, { files })[0], ['main-prod.properties', 501, 'prod']);
});

test('the files of several profiles stand in the order of the profiles', (t) => {
  const files = { 'main.properties': '', 'main-a.properties': 'a=A', 'main-b.properties': 'a=B' };
  const names = valuesOf(t, { files }, ['b', 'c', 'a']).map(([name]) => name);
  assert.deepEqual(names, ['main-b.properties', 'main-a.properties', 'main.properties']);
});

test('of a directory all files that end in `properties` are read, the last name first, and no deeper ones', (t) => {
  const files = {
    'main.properties/a.properties': 'a=1',
    'main.properties/b.properties': 'a=2',
    'main.properties/cproperties': 'a=3',
    'main.properties/d.txt': 'a=4',
    'main.properties/sub/e.properties': 'a=5',
  };
  assert.deepEqual(valuesOf(t, { files }), [
    ['main.properties/cproperties', 260, '3'],
    ['main.properties/b.properties', 260, '2'],
    ['main.properties/a.properties', 260, '1'],
  ]);
});

test('a directory has no files of profiles beside it', (t) => {
  const files = { 'main.properties/a.properties': 'a=1', 'main-prod.properties': 'a=2' };
  assert.deepEqual(
    valuesOf(t, { files }).map(([name]) => name),
    ['main.properties/a.properties'],
  );
});

test('a directory in the place of a file of a profile is refused by its name', (t) => {
  const content = { files: { 'main.properties': '' }, directories: ['main-prod.properties'] };
  assert.throws(() => valuesOf(t, content), /\/main-prod\.properties cannot be read: EISDIR/);
});

for (const path of ['main.properties', 'main-prod.properties']) {
  test(`a malformed escape in ${path} is told with the name of the file`, (t) => {
    const files = { 'main.properties': '', [path]: 'a=1\nb=\\u12' };
    assert.throws(
      () => valuesOf(t, { files }),
      /\/main(-prod)?\.properties cannot be read: Malformed \\uxxxx encoding\.$/,
    );
  });
}

test('text is UTF-8, and what is not becomes replacement characters', (t) => {
  const files = { 'main.properties': Buffer.from('a=J\xFCrgen J\xC3\xBCrgen', 'latin1') };
  assert.deepEqual(valuesOf(t, { files }), [['main.properties', 260, 'J\uFFFDrgen Jürgen']]);
});

for (const [main, profile, beside] of [
  ['/x/application.properties', 'prod', '/x/application-prod.properties'],
  ['/x/applicationproperties', 'prod', '/x/applicationproperties-prod'],
  ['/x/a.properties', '$&', '/x/a-$&.properties'],
] as const) {
  test(`beside ${main} lies ${beside}`, () => {
    assert.equal(profilePath(main, profile), beside);
  });
}
