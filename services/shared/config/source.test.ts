import assert from 'node:assert/strict';
import test from 'node:test';
import { environmentSource, propertySource } from './source.ts';

function properties(entries: Readonly<Record<string, string>>) {
  return propertySource('the file', 260, new Map(Object.entries(entries)));
}

function environment(entries: Readonly<Record<string, string>>) {
  return environmentSource('environment variable', 300, new Map(Object.entries(entries)));
}

test('a property is found by its own name only', () => {
  const source = properties({ 'a.b': '1' });
  assert.deepEqual(source.get('a.b'), { value: '1', origin: 'the file' });
  assert.equal(source.get('A_B'), undefined);
  assert.equal(source.get('a'), undefined);
});

test('an empty value is a value', () => {
  assert.equal(properties({ a: '' }).get('a')?.value, '');
  assert.equal(environment({ A: '' }).get('a')?.value, '');
});

test('a key for several profiles counts for each of them', () => {
  const source = properties({ '%prod, dev.a.b': '1' });
  assert.equal(source.get('%prod.a.b')?.value, '1');
  assert.equal(source.get('%dev.a.b')?.value, '1');
  assert.equal(source.get('a.b'), undefined);
  assert.deepEqual(source.properties, ['%prod.a.b', '%dev.a.b']);
});

for (const entries of [
  { '%prod.a': 'one', '%prod,dev.a': 'both' },
  { '%prod,dev.a': 'both', '%prod.a': 'one' },
]) {
  test(`of ${Object.keys(entries).join(' and ')} the one for a single profile wins`, () => {
    const source = properties(entries);
    assert.equal(source.get('%prod.a')?.value, 'one');
    assert.equal(source.get('%dev.a')?.value, 'both');
  });
}

test('the environment is asked for the exact name, then for the lower, then for the upper one', () => {
  const all = { 'a.b': 'exact', a_b: 'lower', A_B: 'upper' };
  assert.deepEqual(environment(all).get('a.b'), { value: 'exact', origin: 'environment variable a.b' });
  assert.equal(environment({ a_b: 'lower', A_B: 'upper' }).get('a.b')?.value, 'lower');
  assert.deepEqual(environment({ A_B: 'upper' }).get('a.b'), {
    value: 'upper',
    origin: 'environment variable A_B',
  });
});

test('an empty exact name hides a set upper one', () => {
  assert.equal(environment({ teststring: '', TESTSTRING: 'x' }).get('teststring')?.value, '');
});

test('only dotted names of the environment can be misspelt keys', () => {
  assert.deepEqual(environment({ QUARKUS_HTTP_PROT: '1', 'quarkus.http.prot': '1' }).properties, [
    'quarkus.http.prot',
  ]);
});

for (const [given, ordinal] of [
  ['500', 500],
  ['+500', 500],
  ['-5', -5],
] as const) {
  test(`config_ordinal=${given} makes ${ordinal} of a source's ordinal`, () => {
    assert.equal(properties({ config_ordinal: given }).ordinal, ordinal);
    assert.equal(environment({ config_ordinal: given }).ordinal, ordinal);
    assert.equal(environment({ CONFIG_ORDINAL: given }).ordinal, ordinal);
  });
}

test('without config_ordinal a source has its usual ordinal', () => {
  assert.equal(properties({ CONFIG_ORDINAL: '1' }).ordinal, 260);
  assert.equal(environment({}).ordinal, 300);
});

test('the lower config_ordinal of the environment goes before the upper one', () => {
  assert.equal(environment({ config_ordinal: '100', CONFIG_ORDINAL: '500' }).ordinal, 100);
});

for (const given of ['abc', '', '500 ', '1.5', '99999999999']) {
  test(`config_ordinal=${given} is refused with the name of the source`, () => {
    assert.throws(() => properties({ config_ordinal: given }), {
      message: `config_ordinal in the file is "${given}"; it must be a whole number.`,
    });
  });
}
