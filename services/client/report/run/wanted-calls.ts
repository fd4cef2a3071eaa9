import type { Expectation } from '../parameters/expectation.ts';
import { anotherWithATenth, callsToSeeAll } from '../statistics/calls-to-see-all.ts';
import { callsToNoticeDouble } from '../statistics/power.ts';
import { callsToNoticeDoubleWeight } from '../statistics/power-over-weights.ts';
import { significance } from '../statistics/significance.ts';

/** How many calls a run should make, and what to say about it. */
export interface WantedCalls {
  readonly requests: number;
  readonly note: string | null;
}

/** What `requests=auto` goes by. */
export interface AutoInput {
  /** How many backends are known or were seen by now. */
  readonly backends: number;
  readonly expectation: Expectation | undefined;
  readonly mostRequests: number;
}

const power = 0.99;

/**
 * As many calls as notice, with 99 %, a backend with twice the calls of each other one. For weights it is twice the
 * weight of the smallest.
 */
export function wantedCalls({ backends, expectation, mostRequests }: AutoInput): WantedCalls {
  const wanted = expectation?.kind === 'weights' ? forWeights(expectation.shares) : forBackends(backends);
  const goal =
    expectation?.kind === 'weights'
      ? 'for these weights'
      : `${backends < 2 ? 'as ' : ''}for ${Math.max(backends, 2)} backends`;
  if (wanted <= mostRequests) return { requests: wanted, note: `auto: ${wanted} calls ${goal}` };
  const calls = Number.isFinite(wanted) ? `${wanted} calls` : 'more than 20,000 calls';
  const note = `auto: ${calls} would be right ${goal}, but hello.run.max-requests allows ${mostRequests}`;
  return { requests: mostRequests, note };
}

/** The same for numbers of backends that grow while a run goes on; each is worked out once, which takes a while. */
export function planCalls(input: Omit<AutoInput, 'backends'>): (backends: number) => WantedCalls {
  const plans = new Map<number, WantedCalls>();
  return (backends) => {
    const plan = plans.get(backends) ?? wantedCalls({ ...input, backends });
    plans.set(backends, plan);
    return plan;
  };
}

/** One backend may be all there is, or all that was seen by now. */
function forBackends(backends: number): number {
  return callsToNoticeDouble(power, Math.max(backends, 2));
}

function forWeights(shares: ReadonlyMap<string, number>): number {
  const given = [...shares.values()].filter((share) => share > 0);
  if (given.length < 2) return callsToSeeAll(anotherWithATenth, significance);
  return Math.max(
    callsToNoticeDoubleWeight(power, given) ?? Number.POSITIVE_INFINITY,
    callsToSeeAll(given, significance),
  );
}
