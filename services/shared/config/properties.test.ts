import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import vectors from '../../../test/vectors/properties.json';
import { parseProperties } from './properties.ts';

for (const { in: text, out } of vectors) {
  test(`the text ${JSON.stringify(text)} is read as recorded from the original`, () => {
    assert.deepEqual(Object.fromEntries(parseProperties(text)), out);
  });
}

const malformed = { name: 'Error', message: 'Malformed \\uxxxx encoding.' };

for (const text of ['a=\\u12', 'a=\\u12g4', 'a\\uzzzz=1', 'a=\\uu0041', 'a=1\nb=\\u']) {
  test(`the malformed escape in ${JSON.stringify(text)} is refused in Java's words`, () => {
    assert.throws(() => parseProperties(text), malformed);
  });
}

const more: [string, string, Record<string, string>][] = [
  ['a malformed escape in a comment is harmless', '# \\u12\na=1', { a: '1' }],
  ['a byte order mark is part of the first key', '\uFEFFa=1\nb=2', { '\uFEFFa': '1', b: '2' }],
  ['a byte order mark before a comment makes it a key', '\uFEFF# x\na=1', { '\uFEFF#': 'x', a: '1' }],
  ['a byte order mark inside the text stays', 'a=\uFEFFb', { a: '\uFEFFb' }],
  ['the last of two equal keys wins', 'a=1\na: 2', { a: '2' }],
  ['a backslash at the very end is dropped', 'a=1\\', { a: '1' }],
  [
    'U+2028, U+0085 and a vertical tab do not end a line',
    'a=b\u2028c\u0085d\u000Be',
    { a: 'b\u2028c\u0085d\u000Be' },
  ],
  [
    'a key may be named like a property of every object',
    '__proto__=1\nconstructor=2',
    {
      ['__proto__']: '1',
      constructor: '2',
    },
  ],
];

for (const [name, text, expected] of more) {
  test(name, () => {
    assert.deepEqual([...parseProperties(text)], Object.entries(expected));
  });
}

/** Writes text so that every rule of the format leaves it alone. */
function escapeAll(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** Escapes only what has a meaning in the format. */
function escapeLittle(text: string): string {
  return text.replace(/[\\\s=:#!\uFEFF]/g, escapeAll);
}

for (const [name, write] of [
  ['wholly', escapeAll],
  ['sparingly', escapeLittle],
] as const) {
  test(`any settings that are written ${name} escaped are read back as they were`, () => {
    const entries = fc.uniqueArray(
      fc.tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary' })),
      {
        selector: ([key]) => key,
      },
    );
    fc.assert(
      fc.property(entries, (pairs) => {
        const text = pairs.map(([key, value]) => `${write(key)}=${write(value)}`).join('\n');
        assert.deepEqual(parseProperties(text), new Map(pairs));
      }),
    );
  });
}

test('no text makes it fail, but for a malformed escape', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\\',
      '\\u',
      '\\u12',
      'u0041',
      '=',
      ':',
      ' ',
      '#',
      '!',
      '\n',
      '\r\n',
      '\f',
      '\uFEFF',
      'a',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      const mayBeMalformed = /\\u(?![0-9A-Fa-f]{4})/.test(text);
      const failure = failureOf(text);
      assert.ok(failure === undefined || (mayBeMalformed && failure === malformed.message), failure);
    }),
    { numRuns: 2000 },
  );
});

function failureOf(text: string): string | undefined {
  try {
    parseProperties(text);
    return undefined;
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
}
