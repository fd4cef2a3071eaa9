import { criticalDistance } from './critical-distance.ts';
import { fitTest } from './fit-test.ts';
import { logFactorials } from './log-factorials.ts';
import { significance } from './significance.ts';

/** More calls than these are not counted through. */
const mostCalls = 20_000;

/**
 * The probability that n calls, meant to be spread by `shares`, show that the smallest of them has twice its weight.
 * It counts how far that share alone is off, exactly by the binomial distribution: for two shares that is all there
 * is, with more the others add to it. For equal shares this is the alternative of `powerToNoticeDouble`.
 * @param shares all above 0, at least two; they sum to 1
 */
export function powerToNoticeDoubleWeight(n: number, shares: readonly number[]): number {
  return n === 0 ? 0 : powerAt(n, shares);
}

/**
 * The number of calls that notice it with this power.
 * @returns undefined when it is more than 20,000
 */
export function callsToNoticeDoubleWeight(power: number, shares: readonly number[]): number | undefined {
  let enough = 32;
  while (enough < mostCalls && powerAt(enough, shares) < power) enough *= 2;
  if (enough >= mostCalls) return undefined;
  let few = enough / 2;
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (powerAt(middle, shares) < power) few = middle;
    else enough = middle;
  }
  return enough;
}

function powerAt(n: number, shares: readonly number[]): number {
  const share = Math.min(...shares);
  const critical = criticalDistance(fitTest(n, shares), significance);
  const doubled = (2 * share) / (1 + share);
  const logFactorial = logFactorials(n);
  let power = 0;
  for (let count = 0; count <= n; count++) {
    const distance = (count - n * share) ** 2 / (n * share * (1 - share));
    if (distance < critical) continue;
    const ways =
      (logFactorial[n] as number) - (logFactorial[count] as number) - (logFactorial[n - count] as number);
    power += Math.exp(ways + count * Math.log(doubled) + (n - count) * Math.log1p(-doubled));
  }
  return Math.min(1, power);
}
