import { setTimeout as wait } from 'node:timers/promises';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';

/** Knows of the spans that began and have not ended. */
export interface OpenSpans {
  readonly processor: SpanProcessor;
  /** Resolves when all have ended, or when there was so much time for that. */
  ended(limitMs: number): Promise<void>;
}

/** How often is looked whether the last has ended: soon enough for the end of a process. */
const lookEveryMs = 5;

/**
 * Counts spans. What is cut off when a process ends ends a moment later, and what a run came to may be looked up still;
 * their spans would be lost if nobody waited for them.
 */
export function createOpenSpans(nowMs: () => number): OpenSpans {
  let open = 0;
  return {
    processor: {
      onStart() {
        open += 1;
      },
      onEnd() {
        open -= 1;
      },
      forceFlush: async () => undefined,
      shutdown: async () => undefined,
    },
    async ended(limitMs) {
      const endMs = nowMs() + limitMs;
      while (open > 0 && nowMs() < endMs) await wait(lookEveryMs);
    },
  };
}
