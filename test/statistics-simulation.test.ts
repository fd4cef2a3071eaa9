import assert from 'node:assert/strict';
import test from 'node:test';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { callsToSeeAll } from '../services/client/report/statistics/calls-to-see-all.ts';
import { callsToNoticeDouble, powerToNoticeDouble } from '../services/client/report/statistics/power.ts';
import { uniformShares } from '../services/client/report/statistics/shares.ts';
import { significance } from '../services/client/report/statistics/significance.ts';
import { falseAlarmRates, noticedRates } from '../services/client/report/statistics/simulated-verdicts.ts';

// Whether what the report states is true is found out by making many runs. The numbers are the same each time.

const runs = 100_000;

/** Eight numbers of calls, from those that show all backends to those that notice a double share with 99 %. */
function somewhatSpaced(backends: number): number[] {
  const first = callsToSeeAll(uniformShares(backends), significance);
  const last = callsToNoticeDouble(0.99, backends);
  return Array.from({ length: 8 }, (_, i) => Math.round(first * (last / first) ** (i / 7)));
}

function percent(share: number | undefined): string {
  return `${(100 * (share as number)).toFixed(3)} %`;
}

for (const backends of [2, 3, 5, 10, 30]) {
  const calls = somewhatSpaced(backends);

  test(`an even spread over ${backends} backends is called uneven in at most 0.3 % of runs`, () => {
    const generator = xoroshiro128plus(1_000 + backends);
    const rates = falseAlarmRates({ runs, backends, calls, random: () => generator.next() });
    for (const [i, n] of calls.entries()) {
      assert.ok((rates[i] as number) <= 0.003, `${percent(rates[i])} of runs of ${n} calls`);
      // A test that never rejects would be no test.
      assert.ok((rates[i] as number) >= 0.0002, `${percent(rates[i])} of runs of ${n} calls`);
    }
  });
}

/** Below what shows all backends, and above what notices nearly every double share. */
function widelySpaced(backends: number): number[] {
  const last = callsToNoticeDouble(0.999, backends);
  return [...new Set(Array.from({ length: 40 }, (_, i) => Math.ceil(last ** ((i + 1) / 40))))];
}

// 23 and 45 are not in the table, but between its rows.
for (const backends of [2, 3, 5, 10, 23, 30, 45]) {
  test(`the stated power over ${backends} backends is right within 2 percentage points`, () => {
    const calls = widelySpaced(backends);
    const generator = xoroshiro128plus(2_000 + backends);
    const rates = noticedRates({ runs, backends, calls, random: () => generator.next() });
    for (const [i, n] of calls.entries()) {
      const stated = powerToNoticeDouble(n, backends);
      const difference = Math.abs(stated - (rates[i] as number));
      assert.ok(difference <= 0.02, `${n} calls: ${percent(stated)} stated, ${percent(rates[i])} simulated`);
    }
  });
}
