import type { IncomingHttpHeaders } from 'node:http';
import { carriableHeaders } from '../../shared/telemetry/carriable-headers.ts';

/** What ties a caller's trace to the calls made for it: W3C, B3 in both forms, and Envoy's request id. */
const forwarded = [
  'traceparent',
  'tracestate',
  'baggage',
  'b3',
  'x-b3-traceid',
  'x-b3-spanid',
  'x-b3-parentspanid',
  'x-b3-sampled',
  'x-b3-flags',
  'x-request-id',
] as const;

/** Takes from a request what every call made for it must carry, as far as calls can carry it. */
export function forwardedHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return carriableHeaders(
    forwarded.flatMap((name) => {
      const value = headers[name]?.toString();
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
