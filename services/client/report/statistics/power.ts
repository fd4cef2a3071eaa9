import { powers } from './generated/power-table.ts';
import { interpolate } from './interpolate.ts';
import { powerOverFew } from './power-over-few.ts';
import { powerRow } from './power-row.ts';

/**
 * The probability that the goodness-of-fit test of n independent calls, at α = 0.001, notices one backend that gets
 * twice the calls of each other one. Exact for two and three backends, else simulated (`npm run simulate`) and right within
 * 2 percentage points up to 200 backends; for more it is rather too small. 0.999 means that or more.
 * The non-central chi-square of the textbooks is not used: it is up to 6 points too high for many backends.
 * @throws RangeError for less than two backends, among which nothing can be uneven
 */
export function powerToNoticeDouble(n: number, backends: number): number {
  checkBackends(backends);
  return backends <= 3
    ? powerOverFew(n, backends)
    : interpolate(n, [0, ...powerRow(backends)], [0, ...powers]);
}

/**
 * The number of calls from which on a backend with twice the calls of each other one is noticed with this power.
 * @param power from 0 to 0.999
 * @throws RangeError for another power, and for less than two backends
 */
export function callsToNoticeDouble(power: number, backends: number): number {
  checkBackends(backends);
  const most = powers.at(-1) as number;
  if (!(power >= 0 && power <= most))
    throw new RangeError(`A power of ${power} is not between 0 and ${most}.`);
  return Math.ceil(interpolate(power, [0, ...powers], [0, ...powerRow(backends)]));
}

function checkBackends(backends: number): void {
  if (!(backends >= 2)) throw new RangeError(`Among ${backends} backends no call can be uneven; it takes 2.`);
}
