import assert from 'node:assert/strict';
import test from 'node:test';
import {
  asciiText,
  boolean,
  type Converter,
  durationMs,
  integer,
  memorySizeBytes,
  oneOf,
  port,
  text,
} from './converter.ts';

/** undefined for "not given". */
type Outcome = string | number | boolean | undefined | typeof refused;
const refused = Symbol('refused');

const level = oneOf(['INFO', 'WARN', 'pick_first', 'round-robin']);

const tables: [string, Converter<string | number | boolean>, [string, Outcome][]][] = [
  [
    'text',
    text,
    [
      ['', undefined],
      [' ', ' '],
      [' a ', ' a '],
      ['"a"', '"a"'],
      ['😀', '😀'],
      ['\uD83D', '?'],
      ['a\uDE00\uD83Db', 'a??b'],
    ],
  ],
  [
    'ASCII text',
    asciiText,
    [
      ['', undefined],
      ['node-1 ~', 'node-1 ~'],
      ['Jürgen', refused],
      ['a\nb', refused],
      ['\u007F', refused],
    ],
  ],
  [
    'a number from -1 to 5',
    integer({ min: -1, max: 5 }),
    [
      ['-1', -1],
      ['5', 5],
      ['6', refused],
      ['-2', refused],
      [' \t\u00005\n', 5],
      ['\u00A05', refused],
      ['5\u3000', refused],
      [' ', undefined],
    ],
  ],
  [
    'a port',
    port,
    [
      ['0', 0],
      ['65535', 65_535],
      ['65536', refused],
      ['-1', refused],
      ['tcp://10.0.0.1:9000', refused],
    ],
  ],
  [
    'a boolean',
    boolean,
    [
      ...['true', 'TRUE', ' true ', '1', 'yes', 'y', 'on', 'ja', 'j', 'si', 'sim', 'oui'].map(
        (word): [string, Outcome] => [word, true],
      ),
      ...['false', 'no', '0', '2', 't', 'abc'].map((word): [string, Outcome] => [word, false]),
      ['', undefined],
      [' ', undefined],
    ],
  ],
  [
    'a duration',
    durationMs,
    [
      ['', undefined],
      [' 10s ', 10_000],
      ['0', 0],
      ['-1s', refused],
      ['2147483647ms', 2_147_483_647],
      ['2147483648ms', refused],
      ['9223372036854775807', refused],
      ['soon', refused],
    ],
  ],
  [
    'a size',
    memorySizeBytes,
    [
      ['', undefined],
      ['100', 100],
      ['1K', 1024],
      ['1k', 1024],
      ['10M', 10_485_760],
      ['2G', 2_147_483_648],
      ['7B', 7],
      ['1KB', refused],
      ['-1', refused],
      ['1.5K', refused],
    ],
  ],
  [
    'a word of a list',
    level,
    [
      ['', undefined],
      ['INFO', 'INFO'],
      ['info', 'INFO'],
      [' Warn ', 'WARN'],
      ['PICK-FIRST', 'pick_first'],
      ['round_robin', 'round-robin'],
      ['NOPE', refused],
    ],
  ],
];

function told(outcome: Outcome): string {
  if (outcome === refused) return 'refused';
  return outcome === undefined ? 'not given' : JSON.stringify(outcome);
}

function converted(outcome: Outcome) {
  if (outcome === refused) return 'refused';
  return outcome === undefined ? undefined : { value: outcome };
}

for (const [kind, converter, rows] of tables) {
  for (const [given, outcome] of rows) {
    test(`as ${kind}, ${JSON.stringify(given)} is ${told(outcome)}`, () => {
      assert.deepEqual(converter.convert(given), converted(outcome));
    });
  }
}

test('the rule of a number tells its bounds', () => {
  assert.equal(integer({ min: 1 }).rule, 'a whole number from 1 to 2147483647');
});

test('the rule of a list of words tells them all', () => {
  assert.equal(oneOf(['a', 'b']).rule, 'one of a, b');
});
