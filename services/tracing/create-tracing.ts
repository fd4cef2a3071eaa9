import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span, TextMapPropagator, Tracer } from '@opentelemetry/api';
import type { Tracing } from '../shared/telemetry/tracing.ts';
import { createIncomingCalls } from './incoming-call.ts';
import { beginRequestSpan } from './request-span.ts';
import { createSpans, describeSpan } from './spans.ts';

export interface TracingParts {
  readonly tracer: Tracer;
  readonly propagator: TextMapPropagator;
  readonly shutdown: Tracing['shutdown'];
}

/** Makes the spans of this project's requests, runs and calls. */
export function createTracing({ tracer, propagator, shutdown }: TracingParts): Tracing {
  const spans = createSpans(tracer, propagator);
  const requests = new AsyncLocalStorage<Span>();
  // A call is answered in one go, so that a variable is enough and costs nothing.
  let served: Span | undefined;
  const beginIncomingCall = createIncomingCalls(spans);
  return {
    beginRequest: (request) => beginRequestSpan(spans, requests, request),
    serveCall(incoming, handle) {
      const { span, call } = beginIncomingCall(incoming);
      const before = served;
      served = span;
      try {
        handle(call);
      } finally {
        served = before;
      }
    },
    findCurrentSpan() {
      const span = served ?? requests.getStore();
      return span && describeSpan(span);
    },
    shutdown,
  };
}
