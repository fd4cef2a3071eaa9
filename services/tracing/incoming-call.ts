import { type Attributes, type Span, SpanKind } from '@opentelemetry/api';
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

/** Begins the span of a call that came in; nothing can be said of one that is not kept. */
export type BeginIncomingCall = (incoming: IncomingCall) => {
  readonly span: Span;
  readonly call: IncomingCallSpan | undefined;
};

/** So many callers are known at a time. */
const mostCallers = 1000;

/** What does not change from call to call of a connection is put together once. */
export function createIncomingCalls(spans: Spans): BeginIncomingCall {
  const known = new Map<string, Attributes>();

  function attributesOf({ path, host, peer }: IncomingCall): Attributes {
    const [named, from] = [host(), peer()];
    const key = `${path} ${named} ${from}`;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const made = {
      ...callAttributes(path),
      ...addressAttributes('server', named),
      ...addressAttributes('network.peer', from),
    };
    if (known.size >= mostCallers) known.clear();
    known.set(key, made);
    return made;
  }

  return (incoming) => {
    const { path, header } = incoming;
    const { span } = spans.beginFrom(header, path.slice(1), SpanKind.SERVER, () => attributesOf(incoming));
    if (!span.isRecording()) return { span, call: undefined };
    span.setAttributes(requestIdAttributes(header));
    return {
      span,
      call: {
        identify(own) {
          span.setAttributes(identityAttributes(own));
        },
        end({ status, message }) {
          span.setAttribute('rpc.response.status_code', status);
          if (serverErrors.has(status)) markFailed(span, status, message);
          span.end();
        },
      },
    };
  };
}
