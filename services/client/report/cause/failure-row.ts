import type { Evidence } from './evidence.ts';

/** One row: how a failure is recognised, what it means, what helps. */
export interface FailureRow {
  readonly id: string;
  readonly when: string;
  readonly statuses: readonly string[];
  /** Looked for in the messages of the calls and in what connecting said. */
  readonly pattern: RegExp;
  /** Whether it says what gRPC itself says about connections; applications may use the same words for other things. */
  readonly isOfTransport?: boolean;
  /** What must not hold. */
  readonly unless?: (evidence: Evidence) => boolean;
  /** @param calls that failed so */
  readonly sentence: (evidence: Evidence, calls: number) => string;
  readonly remedies: readonly string[];
}

/** The status alone says enough. */
export const anything = /(?:)/;

/** Some calls were answered, so that what fails all of them is not it. */
export function isAnswered({ run }: Evidence): boolean {
  return run.answered > 0;
}
