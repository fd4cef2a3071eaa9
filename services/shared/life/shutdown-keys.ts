import { durationMs } from '../config/converter.ts';
import { withDefault, withDefaultIfEmpty } from '../config/key.ts';

/** The settings of ending a process. */
export const shutdownKeys = {
  shutdownTimeoutMs: withDefaultIfEmpty(
    'quarkus.shutdown.timeout',
    durationMs,
    '10s',
    'How long calls in flight may take to finish when the process is told to stop; then they are cut off.',
  ),
  shutdownDelayMs: withDefault(
    'quarkus.shutdown.delay',
    durationMs,
    '0',
    'How long the process goes on serving after readiness went down, so that load balancers can notice.',
  ),
};
