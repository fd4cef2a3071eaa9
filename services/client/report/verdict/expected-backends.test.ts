import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type BackendSources, expectedBackends, type ListedBackends } from './expected-backends.ts';

const dns = (...addresses: string[]): ListedBackends => ({ from: 'dns', addresses, problem: null });
const broken: ListedBackends = { from: 'dns', addresses: [], problem: 'No name server.' };

function from(given: Partial<BackendSources>) {
  const { listed = null, ...rest } = given;
  const sources = { listedBefore: listed, configured: undefined, targetAddresses: [], seen: 0, heard: [] };
  return expectedBackends({ ...sources, listed, ...rest });
}

for (const [name, given, count, source] of [
  ['DNS before all', { listed: dns('a', 'b', 'c'), configured: 5, targetAddresses: ['x', 'y'] }, 3, 'dns'],
  [
    'a list in the settings as configuration',
    { listed: { from: 'configuration', addresses: ['a', 'b'], problem: null } },
    2,
    'configuration',
  ],
  [
    'the configured number before the target',
    { configured: 5, targetAddresses: ['x', 'y'] },
    5,
    'configuration',
  ],
  ['the configured number when DNS has none', { listed: dns(), configured: 5 }, 5, 'configuration'],
  ['the configured number when DNS is silent', { listed: broken, configured: 4 }, 4, 'configuration'],
  [
    'the addresses of the target when they are several',
    { targetAddresses: ['x', 'y'], seen: 1 },
    2,
    'target',
  ],
  ['who answered when the target has one address', { targetAddresses: ['x'], seen: 2 }, 2, 'observation'],
  ['who answered when nothing is known', { seen: 4 }, 4, 'observation'],
  ['nobody when nobody answered', {}, 0, 'observation'],
] as const) {
  test(`backends are known from ${name}: ${count} by ${source}`, () => {
    const known = from(given as Partial<BackendSources>);
    assert.deepEqual([known.count, known.from], [count, source]);
  });
}

test('addresses are told where they are known, and only there', () => {
  assert.deepEqual(from({ listed: dns('a', 'b') }).addresses, ['a', 'b']);
  assert.deepEqual(from({ targetAddresses: ['x', 'y'] }).addresses, ['x', 'y']);
  assert.deepEqual(from({ configured: 3, targetAddresses: ['x'] }).addresses, []);
  assert.deepEqual(from({ targetAddresses: ['x'], seen: 1 }).addresses, []);
});

for (const [configured, seen, note] of [
  [2, 3, '3 backends answered, but 2 were known by configuration; 3 is taken.'],
  [1, 2, '2 backends answered, but 1 was known by configuration; 2 is taken.'],
  [3, 3, null],
] as const) {
  test(`when ${seen} answered and ${configured} were known, ${note === null ? 'nothing' : 'that'} is noted`, () => {
    const known = from({ configured, seen });
    assert.deepEqual([known.count, known.note], [Math.max(configured, seen), note]);
  });
}

test('why DNS said nothing is noted, whatever else is', () => {
  assert.equal(from({ listed: broken }).note, 'No name server.');
  assert.equal(
    from({ listed: broken, configured: 2, seen: 3 }).note,
    'No name server. 3 backends answered, but 2 were known by configuration; 3 is taken.',
  );
});

for (const [name, before, after, hasChanged] of [
  ['the same addresses', dns('a', 'b'), dns('a', 'b'), false],
  ['one more', dns('a'), dns('a', 'b'), true],
  ['another', dns('a', 'b'), dns('a', 'c'), true],
  ['none any more', dns('a'), dns(), true],
  ['no answer afterwards', dns('a'), broken, false],
  ['no answer before', broken, dns('a'), false],
  ['nothing configured', null, null, false],
] as const) {
  test(`${name} in DNS after the run ${hasChanged ? 'is a change' : 'is no change'}`, () => {
    assert.equal(from({ listedBefore: before, listed: after, seen: 1 }).hasChanged, hasChanged);
  });
}

test('whatever is known, there are never fewer backends than answered', () => {
  const addresses = fc.uniqueArray(fc.ipV4(), { maxLength: 5 });
  fc.assert(
    fc.property(
      fc.option(addresses),
      fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }),
      addresses,
      fc.nat({ max: 60 }),
      (listed, configured, targetAddresses, seen) => {
        const known = from({
          listed: listed === null ? null : dns(...listed),
          configured,
          targetAddresses,
          seen,
        });
        assert.ok(known.count >= seen);
        assert.equal(
          known.note !== null,
          known.count === seen && seen > countKnown(listed, configured, targetAddresses),
        );
      },
    ),
  );
});

/** What the sources say, without who answered; as much as anybody when they say nothing. */
function countKnown(
  listed: readonly string[] | null,
  configured: number | undefined,
  target: readonly string[],
): number {
  if (listed !== null && listed.length > 0) return listed.length;
  return configured ?? (target.length > 1 ? target.length : Number.POSITIVE_INFINITY);
}
