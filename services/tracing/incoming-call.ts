import { type Span, SpanKind } from '@opentelemetry/api';
import type { IncomingCall, IncomingCallSpan } from '../shared/telemetry/tracing.ts';
import { addressAttributes, callAttributes, identityAttributes, requestIdAttributes } from './attributes.ts';
import { markFailed, type Spans } from './spans.ts';

/** The statuses that are the server's own fault (OpenTelemetry, gRPC, server span status). */
const serverErrors = new Set([
  'UNKNOWN',
  'DEADLINE_EXCEEDED',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
]);

/** Begins the span of a call that came in. */
export function beginIncomingCall(
  spans: Spans,
  { path, host, peer, header }: IncomingCall,
): { readonly span: Span; readonly call: IncomingCallSpan } {
  const { span } = spans.beginFrom(header, path.slice(1), SpanKind.SERVER, {
    ...callAttributes(path),
    ...addressAttributes('server', host),
    ...addressAttributes('network.peer', peer),
    ...requestIdAttributes(header),
  });
  return {
    span,
    call: {
      identify(own) {
        if (span.isRecording()) span.setAttributes(identityAttributes(own));
      },
      end({ status, message }) {
        span.setAttribute('rpc.response.status_code', status);
        if (serverErrors.has(status)) markFailed(span, status, message);
        span.end();
      },
    },
  };
}
