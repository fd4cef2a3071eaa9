import type { Expectation } from '../parameters/expectation.ts';
import type { ExpectedBackends, Statistics } from '../schema/judgement.ts';
import type { Tally } from '../schema/tally.ts';
import type { Verdict } from '../schema/verdicts.ts';
import { anotherWithATenth, callsToSeeAll } from '../statistics/calls-to-see-all.ts';
import { chanceThatOneGetsAll } from '../statistics/chance-of-one.ts';
import { goodnessOfFit } from '../statistics/goodness-of-fit.ts';
import { callsToNoticeDouble, powerToNoticeDouble } from '../statistics/power.ts';
import { callsToNoticeDoubleWeight, powerToNoticeDoubleWeight } from '../statistics/power-over-weights.ts';
import { significance as alpha } from '../statistics/significance.ts';
import { type Cells, cellsOf } from './cells.ts';
import type { Unit } from './unit.ts';

/** What the verdict is made of. */
export interface JudgementInput {
  readonly tally: Pick<Tally, 'backends'>;
  readonly answered: number;
  readonly failed: number;
  readonly expectedBackends: Pick<ExpectedBackends, 'count' | 'from' | 'hasChanged'>;
  readonly expectation: Expectation | undefined;
  readonly unit: Unit;
  /** Whether backends told who they are. */
  readonly isNamed: boolean;
}

/** Why the verdict is what it is. */
type Reason =
  | 'calls failed'
  | 'nothing was called'
  | 'backends do not tell who they are'
  | 'only one backend'
  | 'number of backends unknown'
  | 'one got all'
  | 'too few'
  | 'backends changed'
  | 'one got none'
  | 'shares differ'
  | 'connections even, calls not'
  | 'as expected';

export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly statistics: Statistics;
  readonly cells: Cells;
}

/**
 * Judges the spread of a run. The order of the rules is part of the contract: a failed call outweighs everything, and
 * one backend that got all calls is told as soon as that cannot be chance.
 */
export function judge(input: JudgementInput): Judgement {
  const { tally, answered, failed, expectedBackends, expectation, unit, isNamed } = input;
  const cells = cellsOf(expectation, tally.backends, expectedBackends.count, unit.countOf);
  const statistics = measure(cells, unit, expectation);
  const say = (verdict: Verdict, reason: Reason): Judgement => ({ verdict, reason, statistics, cells });
  const isWeighted = expectation?.kind === 'weights';
  const isCountKnown = expectedBackends.from === 'dns' || expectedBackends.from === 'configuration';

  if (failed > 0) return say('FAILED', 'calls failed');
  if (answered === 0) return say('UNDECIDED', 'nothing was called');
  if (!isNamed) return say('UNDECIDED', 'backends do not tell who they are');
  if (!isWeighted && tally.backends.length === 1 && expectedBackends.count <= 1)
    return say('UNDECIDED', isCountKnown ? 'only one backend' : 'number of backends unknown');

  const hitCells = cells.counts.filter((count) => count > 0).length;
  if (hitCells === 1 && chanceThatOneGetsAll(cells.shares, statistics.units) < alpha)
    return say('PINNED', 'one got all');
  if (isStray(cells)) return say('UNEVEN', 'shares differ');
  // Exact p-values hold for few calls, too.
  if (statistics.test === 'exact multinomial' && (statistics.pValue ?? 1) < alpha) return unlessChanged();
  if (statistics.units < (statistics.needed ?? 0)) return say('UNDECIDED', 'too few');
  const isUneven = isMissing(cells) || (statistics.pValue ?? 1) < alpha;
  if (isUneven) return unlessChanged();
  const isLopsided = unit.kind === 'connection' && !isWeighted && areCallsLopsided(tally.backends);
  return isLopsided ? say('UNEVEN', 'connections even, calls not') : say('BALANCED', 'as expected');

  /** Who came late or left early got fewer calls, however evenly they were spread. */
  function unlessChanged(): Judgement {
    if (expectedBackends.hasChanged) return say('UNDECIDED', 'backends changed');
    return say('UNEVEN', isMissing(cells) ? 'one got none' : 'shares differ');
  }
}

/** Connections may be spread evenly and live for different times; beyond this factor nobody calls that balanced. */
const mostLopsided = 2;

function areCallsLopsided(backends: Tally['backends']): boolean {
  const fair = 1 / backends.length;
  return backends.some(({ share }) => share > fair * mostLopsided || share < fair / mostLopsided);
}

/** Something that should get nothing got something. */
function isStray({ counts, shares }: Cells): boolean {
  return counts.some((count, index) => count > 0 && shares[index] === 0);
}

function isMissing({ counts, shares }: Cells): boolean {
  return counts.some((count, index) => count === 0 && (shares[index] ?? 0) > 0);
}

function measure(cells: Cells, unit: Unit, expectation: Expectation | undefined): Statistics {
  const { counts, shares } = cells;
  const units = counts.reduce((sum, count) => sum + count, 0);
  const isUniform = expectation?.kind !== 'weights';
  const wanted = shares.filter((share) => share > 0);
  const fit = units > 0 && counts.length > 1 ? goodnessOfFit(counts, shares) : undefined;
  const needed = callsToSeeAll(wanted.length > 1 || isUniform ? wanted : anotherWithATenth, alpha);
  const power =
    wanted.length < 2 ? undefined : isUniform ? powerOf(units, wanted.length) : powerOfWeights(units, wanted);
  return {
    unit: unit.kind,
    units,
    test: fit?.test ?? null,
    pValue: fit?.pValue ?? null,
    alpha,
    needed: shares.length === 0 ? null : needed,
    power: power?.power ?? null,
    neededForPower: power?.needed ?? null,
  };
}

function powerOf(units: number, backends: number) {
  return { power: powerToNoticeDouble(units, backends), needed: callsToNoticeDouble(0.99, backends) };
}

function powerOfWeights(units: number, shares: readonly number[]) {
  return { power: powerToNoticeDoubleWeight(units, shares), needed: callsToNoticeDoubleWeight(0.99, shares) };
}
