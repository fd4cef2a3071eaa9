// biome-ignore-all lint/suspicious/noTemplateCurlyInString: those are expressions of the settings.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createLookup } from './lookup.ts';
import { propertySource } from './source.ts';

type Entries = Readonly<Record<string, string>>;

function lookupIn(profiles: readonly string[], ...sources: [number, Entries][]) {
  const all = sources.map(([ordinal, entries], index) =>
    propertySource(`source ${index}`, ordinal, new Map(Object.entries(entries))),
  );
  return createLookup(all, profiles);
}

test('the highest ordinal wins, and its source is told', () => {
  const lookup = lookupIn(['prod'], [100, { a: 'low' }], [300, { a: 'high' }], [200, { a: 'middle' }]);
  assert.deepEqual(lookup('a'), { value: 'high', origin: 'source 1', ordinal: 300 });
});

test('of equal ordinals the first source wins', () => {
  assert.equal(lookupIn([], [100, { a: 'first' }], [100, { a: 'second' }])('a')?.value, 'first');
});

test('each key is looked for by itself', () => {
  const lookup = lookupIn([], [300, { a: 'high' }], [100, { a: 'low', b: 'low' }]);
  assert.equal(lookup('b')?.value, 'low');
  assert.equal(lookup('c'), undefined);
});

test('an empty value of a stronger source wins', () => {
  assert.equal(lookupIn([], [300, { a: '' }], [100, { a: 'x' }])('a')?.value, '');
});

for (const [name, profiles, sources, expected] of [
  [
    'a profile key beats a plain key beside it',
    ['prod'],
    [[260, { a: 'plain', '%prod.a': 'profile' }]],
    'profile',
  ],
  [
    'a profile key loses to a plain key of a stronger source',
    ['prod'],
    [
      [300, { a: 'plain' }],
      [260, { '%prod.a': 'profile' }],
    ],
    'plain',
  ],
  [
    'a profile key of a stronger source wins',
    ['prod'],
    [
      [260, { a: 'plain' }],
      [300, { '%prod.a': 'profile' }],
    ],
    'profile',
  ],
  [
    'a profile key wins over a plain key of the same ordinal',
    ['prod'],
    [
      [260, { a: 'plain' }],
      [260, { '%prod.a': 'profile' }],
    ],
    'profile',
  ],
  [
    'a key of a profile that is not active counts for nothing',
    ['prod'],
    [[260, { a: 'plain', '%dev.a': 'x' }]],
    'plain',
  ],
  [
    'the first active profile is the strongest',
    ['b', 'a'],
    [[260, { '%a.a': 'of a', '%b.a': 'of b' }]],
    'of b',
  ],
  ['without a profile only plain keys count', [], [[260, { a: 'plain', '%prod.a': 'x' }]], 'plain'],
] as [string, string[], [number, Entries][], string][]) {
  test(name, () => {
    assert.equal(lookupIn(profiles, ...sources)('a')?.value, expected);
  });
}

test('an expression sees all sources, and profiles', () => {
  const lookup = lookupIn(
    ['prod'],
    [300, { a: '${b}-${c}' }],
    [100, { b: 'B', '%prod.b': 'PB' }],
    [50, { c: 'C' }],
  );
  assert.deepEqual(lookup('a'), { value: 'PB-C', origin: 'source 0', ordinal: 300 });
});

test('a weaker value of the same name cannot be reached by an expression', () => {
  assert.throws(() => lookupIn([], [300, { a: '${a}x' }], [100, { a: 'base' }])('a'), /too deep for a$/);
});

test('what an expression names and no source has is told with the property', () => {
  assert.throws(() => lookupIn([], [100, { a: '${b}', b: 'x${c}' }])('a'), {
    message: 'SRCFG00011: Could not expand value c in property b',
  });
});

test('a bad expression that is not asked for does no harm', () => {
  assert.equal(lookupIn([], [100, { a: 'x', b: '${nope}' }])('a')?.value, 'x');
});

const off = 'mp.config.property.expressions.enabled';
for (const [value, expected] of [
  ['true', 'B'],
  ['TRUE', 'B'],
  ['false', '${b}'],
  ['yes', '${b}'],
  ['', '${b}'],
] as const) {
  test(`with ${off}=${value} the value \${b} is ${expected}`, () => {
    assert.equal(lookupIn([], [100, { a: '${b}', b: 'B', [off]: value }])('a')?.value, expected);
  });
}
