import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { integer, oneOf, text } from '../../../shared/config/converter.ts';
import { type Parameter, ParameterError } from './parameter.ts';
import { readParameters } from './read-parameters.ts';

const about = '';
const declared = {
  most: { name: 'requests', converter: integer({ min: 1, max: 10 }), usual: '3', about },
  channel: { name: 'channel', converter: oneOf(['fresh', 'shared']), usual: 'fresh', about },
  title: { name: 'title', converter: text, about } as Parameter<string | undefined>,
};

function read(given: Readonly<Record<string, string | readonly string[]>>, before?: readonly string[]) {
  return readParameters(
    declared,
    new Map(Object.entries(given).map(([name, value]) => [name, [value].flat()])),
    before,
  );
}

function problemsOf(given: Readonly<Record<string, string | readonly string[]>>, before?: readonly string[]) {
  try {
    read(given, before);
  } catch (error) {
    if (error instanceof ParameterError) return error.problems;
    throw error;
  }
  return [];
}

test('what is not given is as usual, or absent', () => {
  assert.deepEqual(read({}), { most: 3, channel: 'fresh', title: undefined });
});

test('what is given is converted, and belongs to the key that declares it', () => {
  assert.deepEqual(read({ requests: ' 7 ', channel: 'SHARED', title: ' a ' }), {
    most: 7,
    channel: 'shared',
    title: ' a ',
  });
});

for (const [given, problem] of [
  [{ requests: '0' }, 'requests is "0"; it must be a whole number from 1 to 10.'],
  [{ requests: '' }, 'requests is empty; it must be a whole number from 1 to 10.'],
  [{ title: '' }, 'title is empty; it must be any text that is not empty.'],
  [{ channel: 'new' }, 'channel is "new"; it must be one of fresh, shared.'],
  [{ channel: '\u001B[31m\n' }, 'channel is "\uFFFD[31m\uFFFD"; it must be one of fresh, shared.'],
  [{ channel: 'x'.repeat(500) }, `channel is "${'x'.repeat(100)}…"; it must be one of fresh, shared.`],
  [{ requests: ['1', '2'] }, 'requests is given 2 times; once is enough.'],
  [{ requests: ['1', '1', '1'] }, 'requests is given 3 times; once is enough.'],
  [{ request: '1' }, '"request" is no parameter; did you mean requests?'],
  [{ Channel: 'fresh' }, '"Channel" is no parameter; did you mean channel?'],
  [{ foo: '1' }, '"foo" is no parameter; there are requests, channel, title.'],
  [{ '': '1' }, '"" is no parameter; there are requests, channel, title.'],
  [{ most: '1' }, '"most" is no parameter; there are requests, channel, title.'],
  [{ constructor: '1' }, '"constructor" is no parameter; there are requests, channel, title.'],
  [{ 'a\u202Eb': '1' }, '"a\uFFFDb" is no parameter; there are requests, channel, title.'],
] as const) {
  test(`${JSON.stringify(given).slice(0, 50)} is wrong: ${problem.slice(0, 60)}`, () => {
    assert.deepEqual(problemsOf(given), [problem]);
  });
}

test('all that is wrong is told at once: what was before, the unknown, then the others as declared', () => {
  const given = { channel: '?', foo: '1', requests: ['1', '2'], title: '' };
  assert.deepEqual(problemsOf(given, ['Something else is wrong.']), [
    'Something else is wrong.',
    '"foo" is no parameter; there are requests, channel, title.',
    'requests is given 2 times; once is enough.',
    'channel is "?"; it must be one of fresh, shared.',
    'title is empty; it must be any text that is not empty.',
  ]);
});

test('what was wrong before is wrong also when the rest is right', () => {
  assert.deepEqual(problemsOf({}, ['Something else is wrong.']), ['Something else is wrong.']);
});

test('the error has a line for each problem', () => {
  assert.throws(() => read({ requests: '0', channel: '' }), {
    name: 'ParameterError',
    message:
      'requests is "0"; it must be a whole number from 1 to 10.\nchannel is empty; it must be one of fresh, shared.',
  });
});

test('whatever is given is values, or an error that tells one line for each problem without control characters', () => {
  const names = fc.oneof(fc.constantFrom('requests', 'channel', 'title'), fc.string({ unit: 'binary' }));
  const given = fc.array(
    fc.tuple(names, fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 2 })),
  );
  fc.assert(
    fc.property(given, (entries) => {
      try {
        const { most, channel } = readParameters(declared, new Map(entries));
        assert.ok(most >= 1 && most <= 10 && ['fresh', 'shared'].includes(channel));
      } catch (error) {
        assert.ok(error instanceof ParameterError && error.problems.length > 0);
        for (const problem of error.problems) assert.doesNotMatch(problem, /[\p{C}\p{Zl}\p{Zp}]/u);
      }
    }),
  );
});
