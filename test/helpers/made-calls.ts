import type { Answerer } from '../../services/client/report/run/answerer.ts';
import { type CallMaker, makeCalls } from '../../services/client/report/run/make-calls.ts';
import type { CallFailure, CallRecord } from '../../services/client/report/run/series.ts';

/** What every call that fails has failed of. */
export const failure: CallFailure = {
  status: 'UNAVAILABLE',
  message: 'no',
  isOverloaded: false,
  proxy: null,
};

export function answererOf(name: string): Answerer {
  const backend = { name, version: null, node: null, zone: null, address: null, isNamed: true };
  return { backend, connection: null, attempt: null, proxy: null };
}

/** Makes calls that take as long as `call` takes, and keeps how many there were at once. */
export async function make(given: Partial<Omit<CallMaker<string>, 'wanted'>> & { readonly wanted?: number }) {
  const { wanted = 10, call = async () => 'a', ...rest } = given;
  const inFlight = { now: 0, most: 0 };
  const begun: number[] = [];
  const ended: CallRecord[] = [];
  const series = await makeCalls({
    wanted: () => wanted,
    concurrency: 1,
    async call(index) {
      begun.push(index);
      inFlight.now += 1;
      inFlight.most = Math.max(inFlight.most, inFlight.now);
      return call(index).finally(() => {
        inFlight.now -= 1;
      });
    },
    identify: answererOf,
    explain: () => failure,
    onCall: (record) => ended.push(record),
    nowMs: () => performance.now(),
    endMs: Number.POSITIVE_INFINITY,
    signal: new AbortController().signal,
    ...rest,
  });
  return { series, inFlight, begun, ended };
}
