import type { Logger } from '../logging/logging.ts';
import { shareGrpc } from './shared-grpc.ts';
import type { Tracing } from './tracing.ts';
import { chosenExporters, type TracingConfig } from './tracing-keys.ts';

/** What a service says of itself to those who read its traces. */
export interface TracedService {
  /** Its name, unless the settings give another. */
  readonly name: string;
  readonly version: string;
  /** The pod or process. */
  readonly host: string;
}

export interface TracingOptions {
  readonly config: TracingConfig;
  readonly service: TracedService;
  readonly logger: Logger;
}

/**
 * Starts tracing if the settings ask for it. Only then is any of it loaded: a file of its own beside the bundle.
 * @returns undefined when nothing is traced
 */
export async function loadTracing(options: TracingOptions): Promise<Tracing | undefined> {
  if (!isTraced(options.config)) return undefined;
  shareGrpc();
  const { startTracing } = await import('../../tracing/start-tracing.ts');
  return startTracing(options);
}

/** Whether the settings ask for traces. */
export function isTraced(config: TracingConfig): boolean {
  return chosenExporters(config).length > 0;
}
