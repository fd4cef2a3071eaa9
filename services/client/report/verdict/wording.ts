import type { RunFacts } from '../schema/run.ts';
import type { Tally } from '../schema/tally.ts';
import { chanceThatOneGetsAll } from '../statistics/chance-of-one.ts';
import type { Cells } from './cells.ts';
import type { Judgement } from './judge.ts';

/** A run, as far as sentences about it need it. */
export interface WordingInput {
  readonly judgement: Judgement;
  readonly run: RunFacts;
  readonly tally: Tally;
  /** What was expected, where that is not an even spread. */
  readonly weights: string | null;
}

/** The verdict as one sentence that names numbers. */
export function headlineOf({ judgement, run, tally, weights }: WordingInput): string {
  const { cells, reason, statistics } = judgement;
  const [busiest] = tally.backends;
  const answered = numberOf(run.answered, 'call');
  const were = run.answered === 1 ? 'was' : 'were';
  const backends = numberOf(tally.backends.length, 'backend');
  const all = numberOf(cells.counts.length, weights === null ? 'backend' : 'version');
  const none = cells.counts.filter((count, index) => count === 0 && (cells.shares[index] ?? 0) > 0).length;
  switch (reason) {
    case 'calls failed':
      return `${run.failed} of ${numberOf(run.made, 'call')} failed${firstFailure(tally)}.`;
    case 'nothing was called':
      return 'No call was made.';
    case 'backends do not tell who they are':
      return `${answered} ${were} answered, but by whom is not known: the server sends no hello-pod.`;
    case 'only one backend':
      return `${busiest?.name} is the only backend, so there is nothing to balance.`;
    case 'number of backends unknown':
      return `${busiest?.name} answered ${run.answered === 1 ? 'the only call' : `all ${answered}`}; how many backends there are is not known.`;
    case 'one got all':
      return `${run.answered} of ${numberOf(run.made, 'call')} were answered by ${nameOfOnly(judgement, weights) ?? busiest?.name}; ${none} of ${all} got none.`;
    case 'too few':
      return `${numberOf(statistics.units, statistics.unit)} reached ${backends}; ${statistics.needed} are needed to tell.`;
    case 'backends changed':
      return `${answered} reached ${backends}, which changed while the run went on.`;
    case 'one got none':
      return `${none} of ${all} got none of ${answered}.`;
    case 'shares differ':
      return `${answered} ${were} not spread as expected: ${extremes(judgement, weights)}.`;
    case 'connections even, calls not':
      return `Connections were shared by ${backends}, calls were not: ${callRange(tally)}.`;
    case 'as expected':
      return weights === null
        ? `${answered} ${were} shared by ${backends}: ${extremes(judgement, weights)}${byConnection(judgement, tally)}.`
        : `${answered} were spread as ${weights}: ${extremes(judgement, weights)}.`;
  }
}

/** How much the verdict proves, or what a sound one needs. */
export function strengthOf({ judgement, run }: Pick<WordingInput, 'judgement' | 'run'>): string | null {
  const { reason, statistics, cells } = judgement;
  const { unit, units, needed, pValue, power, neededForPower } = statistics;
  if (reason === 'too few') {
    const calls =
      unit === 'call' ? '' : ` (about ${Math.ceil(((needed ?? 0) * run.answered) / units)} calls)`;
    const all =
      cells.counts.length > 1 ? `every one of ${cells.counts.length}` : 'another that gets a tenth of them';
    return `${needed} ${unit}s${calls} show ${all} with 99.9 %; this run had ${units}.`;
  }
  if (reason === 'one got all')
    return `By ${isEven(cells) ? 'an even' : 'the expected'} spread that happens ${chanceWords(chanceOfAll(judgement))}.`;
  if (reason === 'shares differ' && pValue !== null)
    return `By the expected spread, shares this far off or farther come up ${chanceWords(pValue)} (${statistics.test}).`;
  if (reason !== 'as expected') return null;
  const fit = pValue === null ? '' : `p = ${pValue.toPrecision(2)} (${statistics.test}). `;
  if (power === null) return fit.trim() || null;
  const other = isEven(cells)
    ? 'A backend with twice the calls of the others'
    : 'Twice the weight of the smallest version';
  const noticed = `${fit}${other} would have been noticed with probability ${percent(power)}`;
  if (neededForPower === null || units >= neededForPower) return `${noticed}.`;
  return `${noticed}; for 99 % make ${neededForPower} ${unit}s.`;
}

function isEven({ shares }: Cells): boolean {
  return shares.every((share) => share === shares[0]);
}

/** The version that got all calls, where versions are what was judged. */
function nameOfOnly({ cells }: Judgement, weights: string | null): string | undefined {
  if (weights === null) return undefined;
  const version = cells.names.find((_, index) => (cells.counts[index] ?? 0) > 0);
  return version === undefined ? undefined : `version ${version}`;
}

function chanceOfAll({ cells, statistics }: Judgement): number {
  return chanceThatOneGetsAll(cells.shares, statistics.units);
}

function extremes({ cells, statistics }: Judgement, weights: string | null): string {
  const { counts, names, shares } = cells;
  if (weights === null) {
    const [least, most] = [Math.min(...counts), Math.max(...counts)];
    const each = least === most ? `${least}` : `${least} to ${most}`;
    return `${each} ${statistics.unit}s each`;
  }
  const parts = names.map((name, index) => {
    const share = (counts[index] ?? 0) / Math.max(statistics.units, 1);
    return `${name || 'no version'} got ${percent(share)} (${percent(shares[index] ?? 0)} expected)`;
  });
  return parts.join(', ');
}

/** Of connections that were counted, readers want to know the calls as well. */
function byConnection({ statistics }: Judgement, tally: Tally): string {
  return statistics.unit === 'connection' ? `, ${callRange(tally)}` : '';
}

function callRange({ backends }: Tally): string {
  const counts = backends.map(({ calls }) => calls);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? `${least} calls each` : `${least} to ${most} calls each`;
}

function firstFailure({ failures }: Tally): string {
  const [failure] = failures;
  return failure === undefined ? '' : `: ${failure.status} ${failure.message}`.replace(/[.\s]+$/, '');
}

/** `1 call`, `2 calls`. */
export function numberOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Whole percent; what is almost nothing or almost all is not rounded to it. */
export function percent(part: number): string {
  const rounded = Math.round(part * 100);
  if (part > 0 && rounded === 0) return 'below 1 %';
  return part < 1 && rounded === 100 ? 'above 99 %' : `${rounded} %`;
}

/** `once in 1,000 times`. */
function chanceWords(chance: number): string {
  if (chance < 1e-12) return 'less than once in a trillion times';
  return `once in ${Math.round(1 / chance).toLocaleString('en')} times`;
}
