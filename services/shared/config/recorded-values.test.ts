// biome-ignore-all lint/suspicious/noTemplateCurlyInString: those are expressions of the settings.
import assert from 'node:assert/strict';
import test from 'node:test';
import { ConfigError } from './config-error.ts';
import { integer, text } from './converter.ts';
import { required } from './key.ts';
import { loadConfig } from './load-config.ts';
import { createLookup } from './lookup.ts';
import { environmentSource, propertySource } from './source.ts';

const keys = {
  requests: required('numrequest', integer(), 'How many.'),
  prefix: required('teststring', text, 'Which.'),
};

/** Values as the environment gives them, over a file that has good ones; `failure` where the original did not start. */
function load(environment: Readonly<Record<string, string>>, file: Readonly<Record<string, string>>) {
  const sources = [
    environmentSource('environment variable', 300, new Map(Object.entries(environment))),
    propertySource('the file', 260, new Map(Object.entries(file))),
  ];
  try {
    return loadConfig(keys, createLookup(sources, ['prod']));
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return failure;
  }
}

const failure = 'start fails';

const numbers: [string, number | typeof failure][] = [
  ['+2', 2],
  [' 2 ', 2],
  ['007', 7],
  ['٢', 2],
  ['0', 0],
  ['-1', -1],
  ...['', ' ', 'abc', '2.0', '1e1', '0x10', '1_000', '2147483648', '2 # two'].map(
    (value): [string, typeof failure] => [value, failure],
  ),
];

for (const [given, expected] of numbers) {
  test(`numrequest=${given}: ${expected}, as the original was seen to do`, () => {
    const wanted = expected === failure ? failure : { requests: expected, prefix: 'x' };
    assert.deepEqual(load({ NUMREQUEST: given }, { numrequest: '2', teststring: 'x' }), wanted);
  });
}

const texts: [string, string][] = [
  ...[' ', ' a ', '"quoted"', 'a\\b', 'a,b'].map((value): [string, string] => [value, value]),
  ['${numrequest}x', '3x'],
  ['${nope:dflt}', 'dflt'],
  ['$${numrequest}', '${numrequest}'],
  ['\\${numrequest}', '${numrequest}'],
  ['${numrequest', '3'],
  ['', failure],
  ['${nope}', failure],
  ['${nope:}', failure],
];

for (const [given, expected] of texts) {
  test(`teststring=${given}: ${expected}, as the original was seen to do`, () => {
    const wanted = expected === failure ? failure : { requests: 3, prefix: expected };
    assert.deepEqual(load({ TESTSTRING: given }, { numrequest: '3', teststring: 'x' }), wanted);
  });
}

for (const missing of ['numrequest', 'teststring']) {
  test(`without ${missing} nothing starts, as in the original`, () => {
    const given = Object.entries({ numrequest: '3', teststring: 'x' }).filter(([key]) => key !== missing);
    assert.equal(load({}, Object.fromEntries(given)), failure);
  });
}
