import type { ClientConfig, LiveValues } from '../../config.ts';
import { declareRunParameters } from './run-parameters.ts';

/** The parameters of a run as the settings bound them, with what the settings say now where a caller says nothing. */
export function configParameters(config: ClientConfig, { requests, namePrefix }: LiveValues) {
  return declareRunParameters(
    {
      mostRequests: config.maxRequests,
      mostConcurrent: config.mostConcurrent,
      longestName: config.longestName,
      hasBackendsHost: config.backendsHost !== undefined,
    },
    { requests, name: namePrefix, policy: config.loadBalancing },
  );
}
