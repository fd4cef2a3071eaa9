import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

/**
 * Lets an exporter do one delivery after the other and finish them before it ends: the Jaeger exporter keeps one buffer
 * for all, and otherwise closes its connections under deliveries that are on their way.
 */
export function oneAtATime(exporter: SpanExporter): SpanExporter {
  let last: Promise<void> = Promise.resolve();
  const deliver = (spans: ReadableSpan[]) =>
    new Promise<ExportResult>((resolve) => {
      exporter.export(spans, resolve);
    });
  return {
    export(spans, done) {
      last = last
        .then(() => deliver(spans))
        .catch((error): ExportResult => ({ code: ExportResultCode.FAILED, error }))
        .then(done);
    },
    forceFlush: () => last,
    shutdown: () => last.then(() => exporter.shutdown()),
  };
}
