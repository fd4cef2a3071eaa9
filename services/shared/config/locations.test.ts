// biome-ignore-all lint/suspicious/noTemplateCurlyInString: those are expressions of the settings.
import assert from 'node:assert/strict';
import { relative } from 'node:path';
import test, { type TestContext } from 'node:test';
import { folderWith } from '../../../test/helpers/folder.ts';
import { readLocations } from './locations.ts';
import { createLookup } from './lookup.ts';
import { propertySource } from './source.ts';

const files = {
  'x.properties': 'a=x',
  'x-prod.properties': 'a=x-prod',
  'y.properties': 'a=y',
  'z.txt': 'a=z',
  'a b,c.properties': 'a=odd',
  'dir.d/1.properties': 'a=1',
  'dir.d/2.properties': 'a=2',
};

/** The names and ordinals of the files that the settings name, strongest first. */
function located(t: TestContext, settings: Readonly<Record<string, string>>) {
  const folder = folderWith(t, { files });
  const here = Object.entries(settings).map(
    ([key, value]) => [key, value.replaceAll('{DIR}', folder)] as const,
  );
  const lookup = createLookup([propertySource('test', 300, new Map(here))], ['prod']);
  const sources = readLocations(lookup, folder).flatMap((sourcesOf) => sourcesOf(['prod']));
  return sources.map(({ name, ordinal }) => [relative(folder, name), ordinal]);
}

const x = [
  ['x-prod.properties', 301],
  ['x.properties', 300],
];
const y = [['y.properties', 300]];

const directory = [
  ['dir.d/2.properties', 300],
  ['dir.d/1.properties', 300],
];

for (const [value, expected] of [
  ['', []],
  ['y.properties', y],
  ['./sub/../y.properties', y],
  ['{DIR}/y.properties', y],
  ['file:{DIR}/y.properties', y],
  ['file://{DIR}/y.properties', y],
  ['x.properties', x],
  ['y.properties,x.properties', [...y, ...x]],
  [',nope.properties,y.properties,', y],
  ['z.txt', []],
  ['dir.d', directory],
  ['{DIR}/dir.d/', directory],
  ['a%20b\\,c.properties', [['a b,c.properties', 300]]],
  ['${name}.properties', y],
] as const) {
  test(`the locations ${JSON.stringify(value)} lead to ${expected.length} files`, (t) => {
    assert.deepEqual(located(t, { 'smallrye.config.locations': value, name: 'y' }), expected);
  });
}

test('locations may belong to a profile', (t) => {
  assert.deepEqual(located(t, { '%prod.smallrye.config.locations': 'y.properties' }), y);
});

test("of both names Quarkus' one counts alone", (t) => {
  const both = { 'smallrye.config.locations': 'x.properties', 'quarkus.config.locations': 'y.properties' };
  assert.deepEqual(located(t, both), y);
});

for (const location of [
  'http://127.0.0.1:1/x.properties',
  'foo:bar',
  'a b.properties',
  ' y.properties',
  'http://',
]) {
  test(`the location "${location}" is refused`, (t) => {
    assert.throws(() => located(t, { 'smallrye.config.locations': location }), {
      message: `The location "${location}" cannot be read; it must be a path or a file: URL, with %20 for blanks.`,
    });
  });
}
