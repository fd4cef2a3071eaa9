import { criticalDistance } from './critical-distance.ts';
import { countEqualOutcomes, equalOutcomes } from './equal-outcomes.ts';
import { fitTest } from './fit-test.ts';
import { logFactorials } from './log-factorials.ts';
import { uniformShares } from './shares.ts';
import { significance } from './significance.ts';

/** From so many calls on the power over two or three backends is 1 in all digits that anyone reads. */
const surely = 600;

/**
 * The exact probability that the test of n calls notices one of two or three backends that gets twice the calls of
 * each other one. It is computed and not tabulated, since it goes up and down with n: over two backends, 149 calls
 * reach 80 %, 158 do not. With more backends the steps are too small to matter.
 */
export function powerOverFew(n: number, backends: number): number {
  if (n >= surely) return 1;
  const critical = criticalDistance(fitTest(n, uniformShares(backends)), significance);
  const logFactorial = logFactorials(n);
  const logDouble = Math.log(2 / (backends + 1));
  const logRest = Math.log((backends - 1) / (backends + 1));
  let power = 0;
  for (let rest = 0; rest <= n; rest++) {
    const double = n - rest;
    const ways =
      (logFactorial[n] as number) - (logFactorial[double] as number) - (logFactorial[rest] as number);
    const chance = Math.exp(ways + double * logDouble + rest * logRest);
    power += chance * rejected(double, rest, backends, critical);
  }
  return Math.min(1, power);
}

/** The probability of a rejection when one backend got `double` calls and the rest is spread evenly over the others. */
function rejected(double: number, rest: number, backends: number, critical: number): number {
  const n = double + rest;
  const others = backends - 1;
  const count = countEqualOutcomes(rest, others, Number.POSITIVE_INFINITY);
  const { distances, probabilities } = equalOutcomes(rest, others, count);
  return probabilities.reduce((sum, probability, i) => {
    // Pearson's distance is Σcᵢ²·K/n − n; the distance among the others gives back their Σcᵢ².
    const squares = double ** 2 + (((distances[i] as number) + rest) * rest) / others;
    return (squares * backends) / n - n >= critical ? sum + probability : sum;
  }, 0);
}
