import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { callsToSeeAll } from '../services/client/report/statistics/calls-to-see-all.ts';
import { risingFloor, risingMean } from '../services/client/report/statistics/monotone.ts';
import { callsToNoticeDouble, powerToNoticeDouble } from '../services/client/report/statistics/power.ts';
import { powerOverFew } from '../services/client/report/statistics/power-over-few.ts';
import { uniformShares } from '../services/client/report/statistics/shares.ts';
import { significance } from '../services/client/report/statistics/significance.ts';
import {
  falseAlarmRates,
  noticedRates,
  type Simulation,
} from '../services/client/report/statistics/simulated-verdicts.ts';

// Writes the table of power from simulated runs; with --report, prints how the statistics hold against others.

const runs = 100_000;
const simulated = [...range(4, 20), 25, 30, 35, 40, 50, 60, 80, 100, 140, 200];
const powers = [0.005, 0.02, 0.05, ...range(2, 19).map((step) => step / 20), 0.98, 0.99, 0.999];

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Each simulation has its own numbers, the same each time. */
function simulation(backends: number, calls: readonly number[], seed: number): Simulation {
  const generator = xoroshiro128plus(seed * 1_000 + backends);
  return { runs, backends, calls, random: () => generator.next() };
}

/** Rising by 2 %, up to where the power is above 99.9 %: the noncentrality n(K − 1)/(K + 1)² has to be this large. */
function grid(backends: number): number[] {
  const last = ((45 + 12 * Math.sqrt(backends)) * (backends + 1) ** 2) / (backends - 1);
  const calls = [1];
  for (let n = 1; n < last; n = Math.ceil(n * 1.02)) calls.push(Math.ceil(n * 1.02));
  return calls;
}

/** Where the rising curve through the points reaches each power. */
function callsFor(calls: readonly number[], curve: readonly number[]): number[] {
  return powers.map((power) => {
    const i = curve.findIndex((value) => value >= power);
    const [before, value] = [curve[i - 1] ?? 0, curve[i]];
    if (value === undefined) throw new Error(`The simulation ends before a power of ${power}.`);
    const [from, to] = [calls[i - 1] ?? 0, calls[i] as number];
    return Math.ceil(from + ((power - before) / (value - before)) * (to - from));
  });
}

function row(backends: number): string {
  const started = performance.now();
  const isExact = backends <= 3;
  const calls = isExact ? range(1, 599) : grid(backends);
  // What is exact is kept as a promise: from there on. What is simulated has noise, and is taken in the mean.
  const curve = isExact
    ? risingFloor(calls.map((n) => powerOverFew(n, backends)))
    : risingMean(noticedRates(simulation(backends, calls, 1)));
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.error(`${backends} backends: ${calls.length} points up to ${calls.at(-1)} calls, ${seconds} s`);
  return `  { backends: ${backends}, calls: [${callsFor(calls, curve).join(', ')}] },`;
}

function writeTable(): void {
  const text = `// Made by \`npm run simulate\`; do not edit.

/** Probabilities to notice, at α = ${significance}, a backend with twice the calls of each other one. */
export const powers: readonly number[] = [
  ${powers.join(', ')},
];

/** For each number of backends, the calls that each of the powers takes; ${runs} simulated runs per point. */
export const powerTable: readonly { readonly backends: number; readonly calls: readonly number[] }[] = [
${[2, 3, ...simulated].map(row).join('\n')}
];
`;
  writeFileSync(join(__dirname, '../services/client/report/statistics/generated/power-table.ts'), text);
}

/** Some numbers of calls, from those that show all backends to those that notice nearly every double share. */
function reported(backends: number): number[] {
  const marks = [
    callsToSeeAll(uniformShares(backends), significance),
    ...[0.2, 0.5, 0.8, 0.99].map((power) => callsToNoticeDouble(power, backends)),
  ];
  return [...new Set(marks)].sort((a, b) => a - b);
}

function percent(share: number, digits: number): string {
  return `${(100 * share).toFixed(digits)} %`;
}

function printReport(): void {
  console.log(
    '| backends | calls | false alarms | power, simulated | power, stated |\n|---|---|---|---|---|',
  );
  for (const backends of [2, 3, 5, 10, 30, 100]) {
    const calls = reported(backends);
    const alarms = falseAlarmRates(simulation(backends, calls, 2));
    const noticed = noticedRates(simulation(backends, calls, 3));
    for (const [i, n] of calls.entries()) {
      const cells = [
        percent(alarms[i] as number, 3),
        percent(noticed[i] as number, 1),
        percent(powerToNoticeDouble(n, backends), 1),
      ];
      console.log(`| ${backends} | ${n} | ${cells.join(' | ')} |`);
    }
  }
}

if (process.argv.includes('--report')) printReport();
else writeTable();
