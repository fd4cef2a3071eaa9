import assert from 'node:assert/strict';
import test from 'node:test';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { fitTest } from './fit-test.ts';
import { powerToNoticeDouble } from './power.ts';
import { callsToNoticeDoubleWeight, powerToNoticeDoubleWeight } from './power-over-weights.ts';

test('for two equal shares it is the power over two backends, but for the exactness of the test', () => {
  for (const n of [50, 150, 300])
    assert.ok(
      Math.abs(powerToNoticeDoubleWeight(n, [0.5, 0.5]) - powerToNoticeDouble(n, 2)) < 0.03,
      String(n),
    );
});

for (const [shares, n] of [
  [[0.9, 0.1], 100],
  [[0.9, 0.1], 250],
  [[0.7, 0.3], 150],
  [[0.6, 0.3, 0.1], 250],
] as const) {
  test(`${n} calls by ${shares.join(' : ')} have at least the power that a simulation shows, less 3 points`, () => {
    const least = Math.min(...shares);
    const doubled = shares.map((share) => (share === least ? 2 * share : share) / (1 + least));
    const random = xoroshiro128plus(7);
    const next = () => (random.next() >>> 0) / 2 ** 32;
    const fit = fitTest(n, shares);
    const runs = 4000;
    let noticed = 0;
    for (let run = 0; run < runs; run += 1) {
      const counts = shares.map(() => 0);
      for (let call = 0; call < n; call += 1) {
        const point = next();
        let cell = 0;
        for (let sum = doubled[0] ?? 0; sum < point && cell < shares.length - 1; sum += doubled[cell] ?? 0)
          cell += 1;
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
      if (fit.pValue(fit.distance(counts)) < 0.001) noticed += 1;
    }
    const stated = powerToNoticeDoubleWeight(n, shares);
    assert.ok(stated <= noticed / runs + 0.03, `${stated} stated, ${noticed / runs} simulated`);
    if (shares.length === 2)
      assert.ok(Math.abs(stated - noticed / runs) < 0.04, `${stated}, ${noticed / runs}`);
  });
}

test('the number of calls for a power has it, and a share too small for 20,000 calls has none', () => {
  const calls = callsToNoticeDoubleWeight(0.99, [0.9, 0.1]) ?? 0;
  assert.ok(powerToNoticeDoubleWeight(calls, [0.9, 0.1]) >= 0.99);
  assert.ok(calls > 300 && calls < 700, String(calls));
  assert.equal(callsToNoticeDoubleWeight(0.99, [0.9999, 0.0001]), undefined);
});
