import { Histogram } from 'prom-client';
import type { CurrentSpan } from '../telemetry/current-span.ts';
import type { Metrics } from './process-metrics.ts';

/** From a fifth of a millisecond, a quick call on one machine, to ten seconds. */
const buckets = [0.0002, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface LatencyOptions<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly Label[];
}

/** Notes how long something took, with the span in which it happened. */
type ObserveLatency = (seconds: number, span: CurrentSpan | undefined) => void;

/** Latencies with exemplars: beside each bucket stands the latest trace that fell into it and can be looked at. */
export interface LatencyHistogram<Label extends string> {
  /** Binds labels, from which on their series exists; to be kept where it is used often. */
  with(labels: Record<Label, string>): ObserveLatency;
}

/** Registers a histogram of latencies. */
export function createLatencyHistogram<Label extends string>(
  registry: Metrics,
  options: LatencyOptions<Label>,
): LatencyHistogram<Label> {
  const histogram = new Histogram<string>({
    ...options,
    buckets,
    enableExemplars: true,
    registers: [registry],
  });
  const known = new Set<string>();
  return {
    with(labels) {
      const key = JSON.stringify(options.labelNames.map((name) => labels[name]));
      if (!known.has(key)) histogram.zero(labels);
      known.add(key);
      const bound = histogram.labels(labels);
      return (seconds, span) => {
        if (span?.isSampled !== true) bound.observe(seconds);
        else histogram.observe({ labels, value: seconds, exemplarLabels: exemplarOf(span) });
      };
    },
  };
}

function exemplarOf({ traceId, spanId }: CurrentSpan): Record<string, string> {
  return { trace_id: traceId, span_id: spanId };
}
