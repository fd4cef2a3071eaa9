import { version } from '../../../package.json';
import type { Logger } from '../logging/logging.ts';

/** What the first and the last lines of a service tell. */
export interface Announcement {
  /** As in `grpc-hello server`. */
  readonly name: string;
  readonly logger: Logger;
  readonly startedAtMs: number;
}

/** Says that everything listens, in the words of the original. */
export function announceStart(
  { name, logger, startedAtMs }: Announcement,
  url: string,
  profiles: readonly string[],
): void {
  const took = secondsSince(startedAtMs);
  logger.info(`${name} ${version} on Node.js ${process.version} started in ${took}s. Listening on: ${url}`);
  logger.info(`Profile${profiles.length > 1 ? 's' : ''} ${profiles.join(',')} activated. `);
}

/** Says that all is over. */
export function announceStop({ name, logger, startedAtMs }: Announcement): void {
  logger.info(`${name} stopped in ${secondsSince(startedAtMs)}s`);
}

function secondsSince(startedAtMs: number): string {
  return ((performance.now() - startedAtMs) / 1000).toFixed(3);
}
