import { builtInProperties } from '../shared/config/built-in.ts';
import { createLiveConfig, type LiveConfig } from '../shared/config/live-config.ts';
import { readServiceConfig } from '../shared/config/service-config.ts';
import type { ProcessInput } from '../shared/config/sources.ts';
import type { Logger } from '../shared/logging/logging.ts';
import { type ClientConfig, checkLiveValues, type LiveValues, liveKeys } from './config.ts';

/** Keeps `numrequest` and `teststring` as the mounted file says them now. */
export function createLiveValues(
  { requests, namePrefix, maxRequests }: ClientConfig,
  input: Omit<ProcessInput, 'builtIn'>,
  logger: Logger,
): LiveConfig<LiveValues> {
  const crossCheck = (values: LiveValues) => checkLiveValues(values, maxRequests);
  const declaration = { keys: liveKeys, crossCheck, others: [] };
  return createLiveConfig<LiveValues>(
    { requests, namePrefix },
    () => readServiceConfig(declaration, { ...input, builtIn: builtInProperties }).config,
    {
      changed: (now) =>
        logger.info(
          `The configuration was read again: ${liveKeys.requests.name} is ${now.requests}, ${liveKeys.namePrefix.name} is "${now.namePrefix}".`,
        ),
      refused: (error) =>
        logger.error(`The changed configuration is not used, the last good values stay: ${error.message}`),
    },
  );
}
