import { callsToSeeAll } from './calls-to-see-all.ts';
import { criticalDistance } from './critical-distance.ts';
import { fitTest } from './fit-test.ts';
import { uniformShares } from './shares.ts';
import { significance } from './significance.ts';
import { hitRates } from './simulated-runs.ts';

/** What the table of power is made from, and what the stated numbers are tested against. */
export interface Simulation {
  readonly runs: number;
  readonly backends: number;
  /** The numbers of calls to judge at, in ascending order. */
  readonly calls: readonly number[];
  /** A random number of 32 bits. */
  random(): number;
}

/** How often an even spread is called uneven: the test rejects it, or a backend is missing though calls suffice. */
export function falseAlarmRates({ backends, calls, ...simulation }: Simulation): number[] {
  const enough = callsToSeeAll(uniformShares(backends), significance);
  const checkpoints = calls.map((n) => {
    const rejects = rejection(n, backends);
    const isHit = (counts: Int32Array) => rejects(counts) || (n >= enough && counts.includes(0));
    return { calls: n, isHit };
  });
  return hitRates({ ...simulation, slots: [...Array(backends).keys()], checkpoints });
}

/** How often the test notices that the first backend gets twice the calls of each other one. */
export function noticedRates({ backends, calls, ...simulation }: Simulation): number[] {
  const checkpoints = calls.map((n) => ({ calls: n, isHit: rejection(n, backends) }));
  return hitRates({ ...simulation, slots: [0, ...Array(backends).keys()], checkpoints });
}

function rejection(n: number, backends: number): (counts: Int32Array) => boolean {
  const test = fitTest(n, uniformShares(backends));
  const critical = criticalDistance(test, significance);
  return (counts) => test.distance(counts) >= critical;
}
