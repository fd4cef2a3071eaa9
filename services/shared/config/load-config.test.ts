// biome-ignore-all lint/suspicious/noTemplateCurlyInString: those are expressions of the settings.
import assert from 'node:assert/strict';
import test from 'node:test';
import { ConfigError } from './config-error.ts';
import { boolean, durationMs, integer, text } from './converter.ts';
import { optional, required, withDefault, withDefaultIfEmpty } from './key.ts';
import { loadConfig } from './load-config.ts';
import { createLookup } from './lookup.ts';
import { propertySource } from './source.ts';

const keys = {
  requests: required('numrequest', integer(), 'How many.'),
  prefix: required('teststring', text, 'Which.'),
  size: withDefault('size', integer({ min: 1, max: 9 }), '3', 'How big.'),
  plain: optional('plain', boolean, 'Whether.'),
  host: { ...withDefault('client.host', text, 'localhost', 'Where.'), alias: 'client."x".host' },
};

function lookupIn(entries: Readonly<Record<string, string>>) {
  return createLookup([propertySource('the file', 260, new Map(Object.entries(entries)))], []);
}

const good = { numrequest: '2', teststring: 'x' };

function problemsOf(
  entries: Readonly<Record<string, string>>,
  crossCheck?: () => string[],
): readonly string[] {
  try {
    loadConfig(keys, lookupIn(entries), crossCheck);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.problems;
  }
}

test('what is not given is its default, or undefined', () => {
  const expected = { requests: 2, prefix: 'x', size: 3, plain: undefined, host: 'localhost' };
  assert.deepEqual(loadConfig(keys, lookupIn(good)), expected);
});

test('what is given is converted', () => {
  const given = { ...good, size: ' 9 ', plain: 'yes', 'client.host': 'h' };
  const expected = { requests: 2, prefix: 'x', size: 9, plain: true, host: 'h' };
  assert.deepEqual(loadConfig(keys, lookupIn(given)), expected);
});

test('another spelling counts when the name itself is not given', () => {
  assert.equal(loadConfig(keys, lookupIn({ ...good, 'client."x".host': 'quoted' })).host, 'quoted');
  const both = { ...good, 'client."x".host': 'quoted', 'client.host': 'plain' };
  assert.equal(loadConfig(keys, lookupIn(both)).host, 'plain');
});

for (const [name, entries, problem] of [
  [
    'a missing key',
    { teststring: 'x' },
    'numrequest is required, but no source has it; it must be a whole number from -2147483648 to 2147483647.',
  ],
  [
    'an empty key',
    { ...good, teststring: '' },
    'teststring is empty (the file); it must be any text that is not empty.',
  ],
  [
    'an empty key with a default',
    { ...good, size: '' },
    'size is empty (the file); it must be a whole number from 1 to 9.',
  ],
  [
    'a blank number',
    { ...good, size: '  ' },
    'size is empty (the file); it must be a whole number from 1 to 9.',
  ],
  ['a bad value', { ...good, size: '10' }, 'size is "10" (the file); it must be a whole number from 1 to 9.'],
  [
    'a bad expanded value',
    { ...good, size: '${teststring}' },
    'size is "x" (the file); it must be a whole number from 1 to 9.',
  ],
  [
    'an expression that leads nowhere',
    { ...good, plain: '${nope}' },
    'plain cannot be read: SRCFG00011: Could not expand value nope in property plain.',
  ],
] as const) {
  test(`${name} is told with all that is needed to put it right`, () => {
    assert.deepEqual(problemsOf(entries), [problem]);
  });
}

test('an empty optional key is not given', () => {
  assert.equal(loadConfig(keys, lookupIn({ ...good, plain: '' })).plain, undefined);
});

test('all that is wrong is told at once, in the order of the keys', () => {
  const problems = problemsOf({ numrequest: 'abc', teststring: '', size: '0', 'client.host': '${nope}' });
  assert.deepEqual(
    problems.map((problem) => problem.split(' ')[0]),
    ['numrequest', 'teststring', 'size', 'client.host'],
  );
});

test('what is wrong between settings is told when each one is right', () => {
  const conflict = () => ['size does not go with plain.'];
  assert.deepEqual(problemsOf(good, conflict), ['size does not go with plain.']);
  assert.deepEqual(problemsOf({ ...good, size: '0' }, conflict), [
    'size is "0" (the file); it must be a whole number from 1 to 9.',
  ]);
});

for (const [problems, message] of [
  [['a is bad.'], '1 setting is wrong:\n  - a is bad.'],
  [['a is bad.', 'b too.'], '2 settings are wrong:\n  - a is bad.\n  - b too.'],
] as const) {
  test(`the message of ${problems.length} wrong settings counts and lists them`, () => {
    assert.equal(new ConfigError(problems).message, message);
  });
}

test('an empty value stands for a default that allows it, and is refused otherwise', () => {
  const lookup = lookupIn({ 'a.timeout': '' });
  const lenient = { timeoutMs: withDefaultIfEmpty('a.timeout', durationMs, '10s', 'A time.') };
  assert.deepEqual(loadConfig(lenient, lookup), { timeoutMs: 10_000 });
  const strict = { timeoutMs: withDefault('a.timeout', durationMs, '10s', 'A time.') };
  assert.throws(() => loadConfig(strict, lookup), /a\.timeout is empty \(the file\)/);
});
