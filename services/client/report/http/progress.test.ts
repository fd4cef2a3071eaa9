import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { answer, failedCall, inOrder, times } from '../../../../test/helpers/report-values.ts';
import type { CallRecord } from '../run/series.ts';
import { createProgressCollector, type Progress } from './progress.ts';

function collect(calls: readonly CallRecord[], wanted = calls.length) {
  const progress = createProgressCollector();
  for (const record of calls) progress.add(record, wanted);
  return progress;
}

test('nothing happened, so there is nothing to tell', () => {
  assert.equal(createProgressCollector().take(), undefined);
});

test('calls are told with who answered, and failures with nobody', () => {
  const calls = inOrder([answer('a', { version: 'l1' }), answer('b'), failedCall('INTERNAL')]);
  assert.deepEqual(collect(calls, 10).take(), {
    made: 3,
    wanted: 10,
    failed: 1,
    calls: [
      { index: 0, backend: 'a', version: 'l1' },
      { index: 1, backend: 'b', version: null },
      { index: 2, backend: null, version: null },
    ],
  });
});

test('what was told is not told again, but the sums go on', () => {
  const progress = collect(inOrder(times(3, answer('a'))), 5);
  progress.take();
  assert.equal(progress.take(), undefined);
  progress.add({ ...answer('b'), index: 3 }, 7);
  assert.deepEqual(progress.take(), {
    made: 4,
    wanted: 7,
    failed: 0,
    calls: [{ index: 3, backend: 'b', version: null }],
  });
});

test('of more than 500 calls the first 500 are told one by one, and all are in the sums', () => {
  const progress = collect(inOrder(times(450, answer('a')), times(450, failedCall('INTERNAL'))));
  const { made, failed, calls } = progress.take() ?? { calls: [] };
  assert.deepEqual([made, failed, calls.length, calls.at(-1)?.index], [900, 450, 500, 499]);
  progress.add({ ...answer('a'), index: 900 }, 901);
  assert.deepEqual(progress.take()?.calls, [{ index: 900, backend: 'a', version: null }]);
});

test('however often one asks, the last sums are those of the run, and no call is told twice', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 1 }), (steps) => {
      const progress = createProgressCollector();
      const told: Progress[] = [];
      for (const [index, [isAnswered, isAsked]] of steps.entries()) {
        const record = isAnswered ? answer('a') : failedCall('INTERNAL');
        progress.add({ ...record, index }, steps.length);
        if (isAsked) told.push(progress.take() ?? assert.fail('Something was new.'));
      }
      const rest = progress.take();
      if (rest !== undefined) told.push(rest);
      const { made, failed } = told.at(-1) ?? assert.fail('Nothing was told.');
      assert.deepEqual([made, failed], [steps.length, steps.filter(([isAnswered]) => !isAnswered).length]);
      const indices = told.flatMap(({ calls }) => calls.map(({ index }) => index));
      assert.deepEqual(indices, [...steps.keys()]);
    }),
  );
});
