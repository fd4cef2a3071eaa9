import type { TextMapPropagator } from '@opentelemetry/api';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { B3InjectEncoding, B3Propagator } from '@opentelemetry/propagator-b3';
import { JaegerPropagator } from '@opentelemetry/propagator-jaeger';
import type { TracingConfig } from '../shared/telemetry/tracing-keys.ts';

type Name = Exclude<TracingConfig['propagators'][number], 'none'>;

const makers: Readonly<Record<Name, () => TextMapPropagator>> = {
  tracecontext: () => new W3CTraceContextPropagator(),
  baggage: () => new W3CBaggagePropagator(),
  b3: () => new B3Propagator({ injectEncoding: B3InjectEncoding.SINGLE_HEADER }),
  b3multi: () => new B3Propagator({ injectEncoding: B3InjectEncoding.MULTI_HEADER }),
  jaeger: () => new JaegerPropagator(),
};

/** Reads and writes the headers that OTEL_PROPAGATORS names. Of several that are found, the later in the list wins. */
export function createPropagator({ propagators }: TracingConfig): TextMapPropagator {
  const names = propagators.filter((name): name is Name => name !== 'none');
  return new CompositePropagator({ propagators: names.map((name) => makers[name]()) });
}
