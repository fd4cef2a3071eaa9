import { type Context, SpanKind } from '@opentelemetry/api';
import { carriableHeaders } from '../shared/telemetry/carriable-headers.ts';
import type { CallAnswer, OutgoingCall, OutgoingCallSpan } from '../shared/telemetry/tracing.ts';
import { addressAttributes, callAttributes, identityAttributes, requestIdAttributes } from './attributes.ts';
import { describeSpan, markFailed, type Spans } from './spans.ts';

/** Told how each call ended. */
export type OnAnswer = (answer: CallAnswer) => void;

/**
 * Begins the span of a call. The trace headers that came with the request give way to those of this span; of the others
 * only `x-request-id` goes on, so that a call never carries two traces.
 */
export function beginOutgoingCall(
  spans: Spans,
  parent: Context,
  { path, target, headers }: OutgoingCall,
  onAnswer: OnAnswer,
): OutgoingCallSpan {
  const header = (name: string) => headers[name];
  const { span, makeContext } = spans.beginIn(parent, path.slice(1), SpanKind.CLIENT, () => ({
    ...callAttributes(path),
    ...addressAttributes('server', withoutScheme(target)),
    ...requestIdAttributes(header),
  }));
  const requestId = headers['x-request-id'];
  const carried = {
    ...(requestId !== undefined && { 'x-request-id': requestId }),
    ...spans.headersOf(makeContext()),
  };
  return {
    current: describeSpan(span),
    headers: carriableHeaders(Object.entries(carried)),
    end(answer) {
      const { status, message, peer, header: answered } = answer;
      span.setAttribute('rpc.response.status_code', status);
      span.setAttributes({ ...addressAttributes('network.peer', peer), ...identityAttributes(answered) });
      if (status !== 'OK') markFailed(span, status, message);
      span.end();
      onAnswer(answer);
    },
  };
}

/** `dns:///name:port` is the name and the port. */
function withoutScheme(target: string): string {
  return target.replace(/^dns:(?:\/\/[^/]*\/)?/, '');
}
