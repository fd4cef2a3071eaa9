import { setLogger } from '@grpc/grpc-js';
import type { Logger } from './logging.ts';

/** Sends what grpc-js has to say to the log. It has one logger for the process, and otherwise writes to standard error. */
export function logGrpc(logger: Logger): void {
  const debug = (message: unknown) => logger.debug(String(message));
  setLogger({ error: debug, info: debug, debug });
}
