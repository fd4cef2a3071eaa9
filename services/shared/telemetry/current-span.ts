/** The span that the code at hand runs in, as logs and exemplars name it. */
export interface CurrentSpan {
  /** 32 lower-case hexadecimal digits (W3C Trace Context). */
  readonly traceId: string;
  /** 16 lower-case hexadecimal digits. */
  readonly spanId: string;
  /** Whether it is kept: only then can anyone find it. */
  readonly isSampled: boolean;
}

/** Tells the span at hand; undefined without tracing and outside of any. */
export type FindCurrentSpan = () => CurrentSpan | undefined;

/** For a process without tracing. */
export const findNoSpan: FindCurrentSpan = () => undefined;
