import type { ProcessInput } from '../config/sources.ts';
import type { Logger } from '../logging/logging.ts';
import type { Output } from '../logging/output.ts';

/** A service that serves. */
export interface RunningService {
  readonly logger: Logger;
  /** Stops serving as gently as its settings allow; resolves when all is over, drained or cut off. */
  stop(): Promise<void>;
}

/** What a service needs of the process it runs in. */
export interface ServiceInput {
  readonly process: Omit<ProcessInput, 'builtIn'>;
  /** Standard output and standard error. */
  readonly output: { readonly standard: Output; readonly error: Output };
}

/** Brings a service up; rejects with a sentence when it cannot. */
export type StartService = (input: ServiceInput) => Promise<RunningService>;

/** A reason not to start that a full sentence tells; no stack is needed to understand it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
