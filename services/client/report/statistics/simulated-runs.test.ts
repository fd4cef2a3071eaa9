import assert from 'node:assert/strict';
import test from 'node:test';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { hitRates } from './simulated-runs.ts';

test('a checkpoint sees the counts of as many calls as it asks for', () => {
  const seen: number[][] = [];
  const see = (calls: number) => ({
    calls,
    isHit(counts: Int32Array) {
      seen.push([...counts]);
      return calls > 2;
    },
  });
  // The first slot, the last one, the middle one.
  const numbers = [0, -1, 2 ** 31];
  const random = () => numbers.shift() as number;
  const rates = hitRates({ runs: 1, slots: [0, 1, 2], checkpoints: [see(0), see(2), see(3)], random });
  assert.deepEqual(seen, [
    [0, 0, 0],
    [1, 0, 1],
    [1, 1, 1],
  ]);
  assert.deepEqual(rates, [0, 0, 1]);
});

test('a backend behind two of three slots gets two thirds of the calls', () => {
  const generator = xoroshiro128plus(1);
  let calls = 0;
  const isHit = (counts: Int32Array) => {
    calls += counts[0] as number;
    return false;
  };
  hitRates({
    runs: 1_000,
    slots: [0, 0, 1],
    checkpoints: [{ calls: 900, isHit }],
    random: () => generator.next(),
  });
  // Five standard deviations.
  assert.ok(Math.abs(calls - 600_000) < 5 * Math.sqrt(900_000 * (2 / 9)));
});
