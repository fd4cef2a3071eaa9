import type { TextMapGetter, TextMapSetter } from '@opentelemetry/api';
import type { ReadHeader } from '../shared/telemetry/tracing.ts';

/** Reads what came with a request. Which headers there are is not asked for by any of the propagators that are used. */
export const headerGetter: TextMapGetter<ReadHeader> = {
  get: (header, key) => header(key.toLowerCase()),
  keys: () => [],
};

/** Collects what a call must carry. */
export const recordSetter: TextMapSetter<Record<string, string>> = {
  set(headers, key, value) {
    headers[key.toLowerCase()] = value;
  },
};
