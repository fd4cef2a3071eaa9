import type { CurrentSpan, FindCurrentSpan } from './current-span.ts';

/** Gives the value of a header or of metadata. */
export type ReadHeader = (name: string) => string | undefined;

/** An HTTP request as it came. */
export interface IncomingRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly header: ReadHeader;
  readonly peerAddress: string | undefined;
}

/** A call that is about to be made. */
export interface OutgoingCall {
  /** As `/helloworld.Greeter/SayHello`. */
  readonly path: string;
  /** What the channel dials. */
  readonly target: string;
  /** Those that every call of the request carries. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How a call ended. */
interface CallOutcome {
  /** The gRPC status, by name. */
  readonly status: string;
  readonly message: string;
}

/** How a call ended for the one who made it. */
export interface CallAnswer extends CallOutcome {
  /** The address that the call went to, as the channel dialled it. */
  readonly peer: string;
  /** Reads what the server said of itself (`hello-pod` …). */
  readonly header: ReadHeader;
}

export interface OutgoingCallSpan {
  readonly current: CurrentSpan;
  /** All that the call must carry, so that the server can continue the trace. */
  readonly headers: Readonly<Record<string, string>>;
  end(answer: CallAnswer): void;
}

/** Something that calls are made for. */
export interface CallParent {
  beginCall(call: OutgoingCall): OutgoingCallSpan;
}

/** What is known of a run by its name in a span; what is undefined is left out. */
export type RunFacts = Readonly<Record<string, string | number | undefined>>;

/** A run; its span counts the calls that are made within it. */
export interface RunSpan extends CallParent {
  /** @param failure why it came to nothing, or what failed in it */
  end(facts: RunFacts, failure?: string): void;
}

/** A request that calls and runs can be made for. */
export interface RequestParent extends CallParent {
  /** @param onAnswer told how each call of the run ended */
  beginRun(onAnswer?: (answer: CallAnswer) => void): RunSpan;
}

/** How a request ended. */
interface RequestEnding {
  readonly route: string | undefined;
  /** Undefined when no part of the answer was sent. */
  readonly status: number | undefined;
  /** False when the caller left before the end of the answer. */
  readonly isComplete: boolean;
}

export interface RequestSpan extends RequestParent {
  /** Does what follows so that it finds this span as the current one. */
  within(work: () => void): void;
  end(ending: RequestEnding): void;
}

/** A call as the server got it. */
export interface IncomingCall {
  /** As `/helloworld.Greeter/SayHello`. */
  readonly path: string;
  /** The authority that was asked for. */
  readonly host: () => string;
  readonly peer: () => string;
  readonly header: ReadHeader;
}

export interface IncomingCallSpan {
  /** Takes what the server says of itself (`hello-pod` …). */
  identify(header: ReadHeader): void;
  end(outcome: CallOutcome): void;
}

/** The spans of a process. It says nothing of how they are made and where they go. */
export interface Tracing {
  beginRequest(request: IncomingRequest): RequestSpan;
  /**
   * Runs a handler that answers at once; what it does finds the call's span as the current one.
   * @param handle given nothing when the trace is not kept
   */
  serveCall(call: IncomingCall, handle: (span: IncomingCallSpan | undefined) => void): void;
  readonly findCurrentSpan: FindCurrentSpan;
  /** Delivers what waits, for so long at most. */
  shutdown(limitMs: number): Promise<void>;
}
