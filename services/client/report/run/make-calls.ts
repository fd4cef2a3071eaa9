import type { Answerer } from './answerer.ts';
import type { CallFailure, CallRecord, Series } from './series.ts';

/** What a series of calls is given; it knows nothing of the method that is called. */
export interface CallMaker<Reply> {
  /** How many calls are wanted; asked before each, so that what was seen may change it. */
  readonly wanted: () => number;
  /** How many may be in flight at once. */
  readonly concurrency: number;
  /** Makes the call of that number; rejects when it fails. */
  readonly call: (index: number) => Promise<Reply>;
  /** The number of the connection that a call begun now will take. */
  readonly connectionNow?: () => number | null;
  readonly identify: (reply: Reply) => Answerer;
  readonly explain: (error: unknown) => CallFailure;
  /** Told about every call that has ended. */
  readonly onCall: (record: CallRecord) => void;
  readonly nowMs: () => number;
  /** When no more calls are begun, on the clock of `nowMs`. */
  readonly endMs: number;
  /** Ends the series early; the calls in flight are for the caller to cancel. */
  readonly signal: AbortSignal;
}

/** So many failures in a row are enough, as long as nothing at all has answered. */
const deadAfter = 10;
/** So many are enough whatever happened before. */
const hopelessAfter = 100;

/**
 * Makes the calls of a run, `concurrency` at a time, and keeps what came of each.
 * @throws the signal's reason when the caller left
 */
export async function makeCalls<Reply>(maker: CallMaker<Reply>): Promise<Series> {
  const { wanted, concurrency, nowMs, endMs, signal, onCall } = maker;
  const calls: CallRecord[] = [];
  const beganMs = nowMs();
  let begun = 0;
  let inFlight = 0;
  let failuresInARow = 0;
  let isAnswered = false;

  const isHopeless = () => failuresInARow >= (isAnswered ? hopelessAfter : deadAfter);
  const isOver = () => begun >= wanted() || isHopeless() || signal.aborted || nowMs() >= endMs;

  function enter(record: CallRecord): void {
    calls[record.index] = record;
    if (record.failure === null) isAnswered = true;
    failuresInARow = record.failure === null ? 0 : failuresInARow + 1;
    onCall(record);
  }

  async function makeOne(): Promise<void> {
    const index = begun;
    begun += 1;
    inFlight += 1;
    const record = await makeCall(maker, index);
    inFlight -= 1;
    enter(record);
  }

  await new Promise<void>((resolve, reject) => {
    /** After each call, so that there are as many as may be, also when more are wanted than before. */
    function fill(): void {
      while (inFlight < concurrency && !isOver()) makeOne().then(fill, reject);
      if (inFlight === 0) resolve();
    }
    fill();
  });
  signal.throwIfAborted();
  const ending = begun >= wanted() ? 'complete' : isHopeless() ? 'gave up' : 'time limit';
  return { calls, requests: wanted(), ending, durationMs: nowMs() - beganMs };
}

async function makeCall<Reply>(maker: CallMaker<Reply>, index: number): Promise<CallRecord> {
  const { call, connectionNow, identify, explain, nowMs } = maker;
  const beganMs = nowMs();
  const clientConnection = connectionNow?.() ?? null;
  try {
    const answerer = identify(await call(index));
    return { index, latencyMs: nowMs() - beganMs, clientConnection, answerer, failure: null };
  } catch (error) {
    const failure = explain(error);
    return { index, latencyMs: nowMs() - beganMs, clientConnection, answerer: null, failure };
  }
}
