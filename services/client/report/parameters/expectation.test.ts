import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { verdicts } from '../schema/verdicts.ts';
import { type Expectation, expectation, isMet } from './expectation.ts';

/** The share of each version; nothing for words and for what is refused. */
function sharesOf(given: string): Record<string, number> | undefined {
  const converted = expectation.convert(given);
  if (converted === undefined || converted === 'refused') return undefined;
  return converted.value.kind === 'weights' ? Object.fromEntries(converted.value.shares) : undefined;
}

for (const kind of ['balanced', 'pinned', 'any'] as const) {
  test(`${kind} is expected as it is written, with or without blanks around`, () => {
    assert.deepEqual(expectation.convert(kind), { value: { kind, asked: kind } });
    assert.deepEqual(expectation.convert(` ${kind}\t`), { value: { kind, asked: kind } });
  });
}

for (const given of ['', ' ', '\t']) {
  test(`${JSON.stringify(given)} counts as not given`, () => {
    assert.equal(expectation.convert(given), undefined);
  });
}

for (const [given, shares] of [
  ['weights:l1=90,l2=10', { l1: 0.9, l2: 0.1 }],
  ['weights:l1=9,l2=1', { l1: 0.9, l2: 0.1 }],
  ['weights:l1=1', { l1: 1 }],
  ['weights:l1=1,l2=0', { l1: 1, l2: 0 }],
  ['weights:l1=0.5,l2=1.5', { l1: 0.25, l2: 0.75 }],
  ['weights:l1=0.000001', { l1: 1 }],
  ['weights:l1=999999.999999', { l1: 1 }],
  ['weights:v1.2.3-rc_1=1', { 'v1.2.3-rc_1': 1 }],
  [`weights:${'x'.repeat(63)}=1`, { ['x'.repeat(63)]: 1 }],
] as const) {
  test(`${given.slice(0, 40)} are shares`, () => assert.deepEqual(sharesOf(given), shares));
}

const manyVersions = (count: number) => Array.from({ length: count }, (_, n) => `l${n}=1`).join();

for (const [why, given] of [
  ['a word nobody knows', 'even'],
  ['a word in capitals', 'BALANCED'],
  ['no versions', 'weights:'],
  ['only zeros', 'weights:l1=0,l2=0'],
  ['zero in decimals', 'weights:l1=0.0'],
  ['a version twice', 'weights:l1=50,l1=50'],
  ['a version without a weight', 'weights:l1'],
  ['an empty weight', 'weights:l1='],
  ['a weight without a version', 'weights:=1'],
  ['a comma at the end', 'weights:l1=1,'],
  ['a blank in between', 'weights:l1=1, l2=1'],
  ['a negative weight', 'weights:l1=-1'],
  ['an exponent', 'weights:l1=1e3'],
  ['a weight of seven digits', 'weights:l1=1000000'],
  ['seven decimals', 'weights:l1=0.0000001'],
  ['a point without digits', 'weights:l1=1.'],
  ['per cent', 'weights:l1=90%'],
  ['a version that begins with a dot', 'weights:.l1=1'],
  ['a version of 64 characters', `weights:${'x'.repeat(64)}=1`],
  ['51 versions', `weights:${manyVersions(51)}`],
  ['digits of another script', 'weights:l1=٣'],
] as const) {
  test(`${why} is refused: ${given.slice(0, 40)}`, () => assert.equal(expectation.convert(given), 'refused'));
}

test('50 versions are not too many', () => {
  const shares = sharesOf(`weights:${manyVersions(50)}`) ?? {};
  assert.equal(Object.keys(shares).length, 50);
  assert.ok(Object.values(shares).every((share) => Math.abs(share - 0.02) < 1e-9));
});

for (const [kind, met] of [
  ['balanced', ['BALANCED']],
  ['pinned', ['PINNED']],
  ['weights', ['BALANCED']],
  ['any', ['BALANCED', 'PINNED', 'UNEVEN', 'UNDECIDED']],
] as const) {
  for (const verdict of verdicts) {
    const isIt = (met as readonly string[]).includes(verdict);
    test(`${kind} is ${isIt ? '' : 'not '}met by ${verdict}`, () => {
      const expected: Expectation =
        kind === 'weights'
          ? { kind, asked: 'weights:l1=1', shares: new Map([['l1', 1]]) }
          : { kind, asked: kind };
      assert.equal(isMet(expected, verdict), isIt);
    });
  }
}

const version = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/);
const weight = fc
  .tuple(fc.nat({ max: 999_999 }), fc.nat({ max: 999_999 }))
  .map(([whole, decimals]) => `${whole}.${String(decimals).padStart(6, '0')}`);
const lists = fc.uniqueArray(fc.tuple(version, weight), {
  selector: ([name]) => name,
  minLength: 1,
  maxLength: 50,
});

test('shares of any weights add up to 1 and keep their proportions', () => {
  fc.assert(
    fc.property(lists, (given) => {
      const list = given.map((pair) => pair.join('=')).join();
      const total = given.reduce((sum, [, part]) => sum + Number(part), 0);
      const shares = sharesOf(`weights:${list}`);
      if (total === 0) return assert.equal(shares, undefined);
      const all = Object.entries(shares ?? {});
      assert.ok(Math.abs(all.reduce((sum, [, share]) => sum + share, 0) - 1) < 1e-9);
      for (const [name, part] of given)
        assert.ok(Math.abs((shares?.[name] ?? Number.NaN) * total - Number(part)) < 1e-6, name);
      assert.equal(all.length, given.length);
    }),
  );
});

test('what was asked is kept, and reads as the same again', () => {
  fc.assert(
    fc.property(lists, (given) => {
      const asked = `weights:${given.map((pair) => pair.join('=')).join()}`;
      const first = expectation.convert(asked);
      if (first === undefined || first === 'refused') return;
      assert.equal(first.value.asked, asked);
      assert.deepEqual(expectation.convert(first.value.asked), first);
    }),
  );
});

test('any text is accepted or refused, and none throws', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .string({ unit: fc.constantFrom('l', '1', '=', ',', '.', ' ', '0', '-') })
      .map((rest) => `weights:${rest}`),
  );
  fc.assert(
    fc.property(text, (given) => {
      const converted = expectation.convert(given);
      if (converted === undefined) return assert.equal(given.trim(), '');
      if (converted === 'refused') return;
      const { value } = converted;
      const total =
        value.kind === 'weights' ? [...value.shares.values()].reduce((sum, one) => sum + one, 0) : 1;
      assert.ok(Math.abs(total - 1) < 1e-9);
    }),
    { numRuns: 2000 },
  );
});
