import type { Attributes, Context, Span, SpanKind, TextMapPropagator, Tracer } from '@opentelemetry/api';
import { ROOT_CONTEXT, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import type { CurrentSpan } from '../shared/telemetry/current-span.ts';
import type { ReadHeader } from '../shared/telemetry/tracing.ts';
import { shorten } from './attributes.ts';
import { headerGetter, recordSetter } from './carriers.ts';

/** A span that was begun. */
interface BegunSpan {
  readonly span: Span;
  /** Makes the context for what belongs to the span; a copy of the parent's, so not made for a span that nothing belongs to. */
  readonly makeContext: () => Context;
}

/** Makes the attributes that a span begins with; not asked for by a span that is not kept. */
type Describe = () => Attributes;

/** Begins spans; the context is handed on by hand, so that nothing has to be tracked behind the code's back. */
export interface Spans {
  /** Continues the trace that headers carry, or begins one. */
  beginFrom(header: ReadHeader, name: string, kind: SpanKind, describe: Describe): BegunSpan;
  beginIn(parent: Context, name: string, kind: SpanKind, describe: Describe): BegunSpan;
  /** The headers that carry a context on. */
  headersOf(context: Context): Record<string, string>;
}

export function createSpans(tracer: Tracer, propagator: TextMapPropagator): Spans {
  function beginIn(parent: Context, name: string, kind: SpanKind, describe: Describe): BegunSpan {
    const span = tracer.startSpan(name, { kind }, parent);
    // The SDK copies what it is given at the start three times, and for the sampler, which reads none of it, too.
    if (span.isRecording()) span.setAttributes(describe());
    return { span, makeContext: () => trace.setSpan(parent, span) };
  }
  return {
    beginIn,
    beginFrom: (header, name, kind, describe) =>
      beginIn(propagator.extract(ROOT_CONTEXT, header, headerGetter), name, kind, describe),
    headersOf(context) {
      const headers: Record<string, string> = {};
      propagator.inject(context, headers, recordSetter);
      return headers;
    },
  };
}

/** Names a span as logs and exemplars do. */
export function describeSpan(span: Span): CurrentSpan {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return { traceId, spanId, isSampled: (traceFlags & TraceFlags.SAMPLED) !== 0 };
}

/** Marks a span as failed. */
export function markFailed(span: Span, type: string, message: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR, message: shorten(message) });
}
