import type { RunFacts } from '../schema/run.ts';
import type { Answerer } from './answerer.ts';

/** Why a call failed. */
export interface CallFailure {
  /** The gRPC status, by name. */
  readonly status: string;
  readonly message: string;
  /** Whether a proxy said that it had too much to do (`x-envoy-overloaded`). */
  readonly isOverloaded: boolean;
  /** What calls itself the server; null without a proxy that says so. */
  readonly proxy: string | null;
}

/** What came of one call. */
export type CallRecord = {
  readonly index: number;
  readonly latencyMs: number;
  /** The number of this client's connection that it was begun on; null where that cannot be told. */
  readonly clientConnection?: number | null;
} & (
  | { readonly answerer: Answerer; readonly failure: null }
  | { readonly answerer: null; readonly failure: CallFailure }
);

/** What came of all calls of a run, in the order in which they were begun. */
export interface Series {
  readonly calls: readonly CallRecord[];
  /** How many were wanted. */
  readonly requests: number;
  readonly ending: RunFacts['ending'];
  readonly durationMs: number;
}
