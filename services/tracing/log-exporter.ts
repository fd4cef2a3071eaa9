import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { ExportResultCode, hrTimeToMilliseconds, hrTimeToTimeStamp } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../shared/logging/logging.ts';

/** Writes spans to the log, one line each; the SDK's own console exporter would break the lines of the log apart. */
export function createLogExporter(logger: Logger): SpanExporter {
  return {
    export(spans, done) {
      for (const span of spans) writeSpan(logger, span);
      done({ code: ExportResultCode.SUCCESS });
    },
    shutdown: async () => undefined,
  };
}

function writeSpan(logger: Logger, span: ReadableSpan): void {
  const { traceId, spanId } = span.spanContext();
  const parent = span.parentSpanContext?.spanId;
  const durationMs = hrTimeToMilliseconds(span.duration);
  const place = `trace ${traceId}, span ${spanId}${parent === undefined ? '' : `, parent ${parent}`}`;
  logger.info(`${span.name} took ${durationMs.toFixed(3)} ms (${place})`, {
    ...{ trace_id: traceId, span_id: spanId },
    span: {
      ...{ traceId, spanId, parent, durationMs, name: span.name, kind: SpanKind[span.kind] },
      ...{ start: hrTimeToTimeStamp(span.startTime), status: SpanStatusCode[span.status.code] },
      ...{ attributes: span.attributes, resource: span.resource.attributes },
    },
  });
}
