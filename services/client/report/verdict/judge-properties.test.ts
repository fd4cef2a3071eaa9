import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { evidenceOf, failedCall, type GivenRun, shared } from '../../../../test/helpers/report-values.ts';

const once = failedCall('UNAVAILABLE', 'no');
const counts = fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 8 });
const from = fc.constantFrom('dns', 'configuration', 'target', 'observation');

function judgeCounts(given: readonly number[], more: GivenRun) {
  const names = Object.fromEntries(given.map((count, index) => [`pod-${index}`, count]));
  return evidenceOf({ calls: shared(names), ...more }).judgement;
}

test('no run is BALANCED in which a backend gets nothing', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 5 }), from, (given, missing, source) => {
      const count = given.filter((calls) => calls > 0).length + missing;
      assert.notEqual(judgeCounts(given, { expected: { count, from: source } }).verdict, 'BALANCED');
    }),
  );
});

test('no run is BALANCED or PINNED in which the only backend is merely the only one seen', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3000 }),
      fc.constantFrom('target', 'observation'),
      (calls, source) => {
        const judgement = judgeCounts([calls], { expected: { count: 1, from: source } });
        assert.deepEqual([judgement.verdict, judgement.reason], ['UNDECIDED', 'number of backends unknown']);
      },
    ),
    { numRuns: 30 },
  );
});

test('a run with a failure is FAILED, whatever else', () => {
  fc.assert(
    fc.property(counts, fc.nat({ max: 9 }), from, fc.boolean(), (given, count, source, hasChanged) => {
      const names = Object.fromEntries(given.map((calls, index) => [`pod-${index}`, calls]));
      const evidence = evidenceOf({
        calls: [...shared(names), once],
        expected: { count, from: source, hasChanged },
      });
      assert.equal(evidence.judgement.verdict, 'FAILED');
    }),
  );
});

test('exact round robin over all backends is BALANCED as soon as the calls suffice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 40 }), (backends, rounds) => {
      const { verdict, statistics } = judgeCounts(Array(backends).fill(rounds), {
        expected: { count: backends },
      });
      const suffices = backends * rounds >= (statistics.needed ?? 0);
      assert.equal(verdict, suffices ? 'BALANCED' : 'UNDECIDED');
    }),
  );
});

test('who answers more does not matter: the verdict is the same in any order', () => {
  fc.assert(
    fc.property(counts, fc.nat({ max: 3 }), (given, missing) => {
      const expected = { count: given.filter((calls) => calls > 0).length + missing };
      const one = judgeCounts(given, { expected });
      assert.deepEqual(judgeCounts(given.toReversed(), { expected }).verdict, one.verdict);
    }),
  );
});
