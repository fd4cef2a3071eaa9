import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { ParameterError } from '../parameters/parameter.ts';
import { readQuery } from './read-query.ts';

for (const [url, given] of [
  ['/hello/report', {}],
  ['/hello/report?', {}],
  ['/hello/report?&&', {}],
  ['/?a=1', { a: ['1'] }],
  ['/?a=1&b=2', { a: ['1'], b: ['2'] }],
  ['/?a=1&a=2&a=', { a: ['1', '2', ''] }],
  ['/?a', { a: [''] }],
  ['/?a=', { a: [''] }],
  ['/?=1', { '': ['1'] }],
  ['/?expect=weights:l1=90,l2=10', { expect: ['weights:l1=90,l2=10'] }],
  ['/?name=a+b%20c%2Bd', { name: ['a b c+d'] }],
  ['/?name=%F0%9F%98%80&n%61me=x', { name: ['😀', 'x'] }],
  ['/?a=1?b=2', { a: ['1?b=2'] }],
  ['/?__proto__=1&constructor=2', { ['__proto__']: ['1'], constructor: ['2'] }],
] as const) {
  test(`${url} gives ${JSON.stringify(given)}`, () => {
    assert.deepEqual([...readQuery(url)], Object.entries(given));
  });
}

test('what is not UTF-8 is told, all of it, cut and cleaned', () => {
  const url = `/?a=%FF&b=1&c=%&d=%E0%80&${'x'.repeat(200)}=%FF&e=\u009B%FF`;
  assert.throws(
    () => readQuery(url),
    (error) => {
      assert.ok(error instanceof ParameterError);
      assert.deepEqual(error.problems, [
        '"a=%FF" is not UTF-8 in percent-encoding.',
        '"c=%" is not UTF-8 in percent-encoding.',
        '"d=%E0%80" is not UTF-8 in percent-encoding.',
        `"${'x'.repeat(100)}…" is not UTF-8 in percent-encoding.`,
        '"e=\uFFFD%FF" is not UTF-8 in percent-encoding.',
      ]);
      return true;
    },
  );
});

const wellFormed = fc.string({ unit: 'grapheme' });

test('what a form writes is read as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(wellFormed, wellFormed)), (pairs) => {
      const named = pairs.filter(([name, value]) => name + value !== '');
      const expected = new Map<string, string[]>();
      for (const [name, value] of named) expected.set(name, [...(expected.get(name) ?? []), value]);
      const url = `/hello/report?${new URLSearchParams(named as [string, string][])}`;
      assert.deepEqual([...readQuery(url)], [...expected]);
    }),
  );
});

test('any target is read or refused', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('%', '%F', '%FF', '%C3%A4', '&', '=', '+', '?'),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      try {
        for (const values of readQuery(`/?${parts.join('')}`).values()) assert.ok(values.length > 0);
      } catch (error) {
        assert.ok(error instanceof ParameterError && error.problems.length > 0, String(error));
      }
    }),
  );
});
