import { version } from '../../../package.json';
import { loadTracing, type TracedService, type TracingOptions } from './load-tracing.ts';
import type { Tracing } from './tracing.ts';

/** Who a service of this project is; their version is one. */
export type ServiceIdentity = Omit<TracedService, 'version'>;

/** Starts the tracing of a service of this project, if its settings ask for it. */
export function startTelemetry({
  config,
  service,
  logger,
}: Omit<TracingOptions, 'service'> & { readonly service: ServiceIdentity }): Promise<Tracing | undefined> {
  return loadTracing({ config, logger, service: { ...service, version } });
}

/** Even when calls took all the time there was, so much is kept for telling of them. */
const leastMs = 500;

/**
 * Delivers the last spans in what is left of the time for stopping.
 * @throws Error when that was not enough
 */
export async function flushTraces(
  tracing: Tracing | undefined,
  {
    shutdownDelayMs,
    shutdownTimeoutMs,
  }: { readonly shutdownDelayMs: number; readonly shutdownTimeoutMs: number },
  beganAtMs: number,
): Promise<void> {
  const endMs = beganAtMs + shutdownDelayMs + shutdownTimeoutMs;
  await tracing?.shutdown(Math.round(Math.max(leastMs, endMs - performance.now())));
}
