import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

/**
 * Lets an exporter do one delivery after the other and finish them before it ends: the Jaeger exporter keeps one buffer
 * for all, and otherwise closes its connections under deliveries that are on their way. As it waits for an answer for
 * ever, one that takes longer than `limitMs` to deliver is given up for another, with its connections and spans.
 */
export function oneAtATime(create: () => SpanExporter, limitMs: number): SpanExporter {
  let exporter = create();
  let last: Promise<void> = Promise.resolve();

  function giveUp(): void {
    void exporter.shutdown().catch(() => undefined);
    exporter = create();
  }

  const deliver = (spans: ReadableSpan[]) =>
    new Promise<ExportResult>((resolve, reject) => {
      const timer = setTimeout(() => {
        giveUp();
        reject(new Error(`The collector did not answer within ${limitMs} ms.`));
      }, limitMs);
      exporter.export(spans, (result) => {
        clearTimeout(timer);
        resolve(result);
      });
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
