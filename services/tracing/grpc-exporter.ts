import { Metadata } from '@grpc/grpc-js';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import type { SpanExporter } from '@opentelemetry/sdk-trace';

type Options = NonNullable<ConstructorParameters<typeof OTLPTraceExporter>[0]>;

/** Sends OTLP over gRPC; the headers go as metadata. */
export function createGrpcExporter(
  options: Options,
  headers: Readonly<Record<string, string>>,
): SpanExporter {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(headers)) metadata.set(key, value);
  return new OTLPTraceExporter({ ...options, metadata });
}
