import { numberOf } from '../verdict/wording.ts';
import type { CauseRule } from './evidence.ts';

/** What hides behind answers that took several attempts; it explains no verdict by itself. */
export const retryRules: readonly CauseRule[] = [
  {
    id: 'retries',
    when: 'A proxy tried calls again.',
    find({ attempts, proxy }) {
      const retries = proxy?.retries ?? 0;
      if ((attempts ?? 1) < 2 && retries === 0) return undefined;
      return {
        sentence: `A proxy tried calls again${retries > 0 ? ` (${numberOf(retries, 'retry', 'retries')})` : ''}: backends get more calls than this client made, and failures stay hidden.`,
        evidence: [
          ...(attempts === null ? [] : [`the highest x-envoy-attempt-count was ${attempts}`]),
          ...(retries > 0 ? [`the proxy counted ${retries}`] : []),
        ],
        remedies: ['the logs of backends that fail', 'retries in the VirtualService'],
      };
    },
  },
];
