import type { DiagLogger } from '@opentelemetry/api';
import type { Logger } from '../shared/logging/logging.ts';

const minuteMs = 60_000;

/**
 * What the SDK has to say, in the log. A collector that is away makes it complain about every batch, so complaints are
 * told once, and then at most once a minute with how many there were.
 */
export function createSdkLog(logger: Logger, nowMs: () => number): DiagLogger {
  let nextMs = Number.NEGATIVE_INFINITY;
  let untold = 0;

  function complain(message: string): void {
    const now = nowMs();
    if (now < nextMs) {
      untold += 1;
      return;
    }
    const more = untold === 0 ? '' : ` (and ${untold} complaints more since the last one)`;
    logger.warn(`Traces are not delivered as they should be: ${shorten(message)}${more}`);
    nextMs = now + minuteMs;
    untold = 0;
  }

  const debug = (message: string) => logger.debug(message);
  return { error: complain, warn: complain, info: debug, debug, verbose: debug };
}

/** Errors come as JSON with their stack. */
function shorten(message: string): string {
  try {
    const { message: told, code, name } = JSON.parse(message);
    const words = [told || code || name].filter(Boolean).join(' ');
    return words === '' ? message.slice(0, 200) : words;
  } catch {
    return message.slice(0, 200);
  }
}
