import type { OTLPTraceExporter as HttpExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { Resource } from '@opentelemetry/resources';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../shared/logging/logging.ts';
import type { ExporterName, TracingConfig } from '../shared/telemetry/tracing-keys.ts';
import { createLogExporter } from './log-exporter.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** What an exporter is made with. */
export interface ExporterContext {
  readonly config: TracingConfig;
  readonly resource: Resource;
  readonly logger: Logger;
}

/**
 * Deliveries are requests, too, and the proxy of a mesh would make a trace of each. A parent that is not sampled keeps
 * it from that (W3C Trace Context; its ids only must not be zero). Headers of the user win.
 */
const untraced = { traceparent: '00-00000000000000000000000000000001-0000000000000001-00' };

type HttpOptions = NonNullable<ConstructorParameters<typeof HttpExporter>[0]>;

/** Makes the exporter of that name; what it needs is loaded only now. */
export async function createExporter(name: ExporterName, context: ExporterContext): Promise<SpanExporter> {
  if (name === 'console') return createLogExporter(context.logger);
  return name === 'jaeger' ? createJaegerExporter(context) : createOtlpExporter(context.config);
}

async function createOtlpExporter(config: TracingConfig): Promise<SpanExporter> {
  const protocol = config.otlpTracesProtocol ?? config.otlpProtocol;
  const headers = { ...untraced, ...config.otlpHeaders };
  const common = {
    timeoutMillis: config.otlpTimeoutMs,
    compression: config.otlpCompression as NonNullable<HttpOptions['compression']>,
  };
  if (protocol === 'grpc') {
    const { createGrpcExporter } = await import('./grpc-exporter.ts');
    const url = config.otlpTracesEndpoint ?? config.otlpEndpoint ?? 'http://localhost:4317';
    return createGrpcExporter({ ...common, url }, headers);
  }
  const { OTLPTraceExporter } =
    protocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter({ ...common, url: httpUrl(config), headers });
}

/** OpenTelemetry Protocol Exporter, "Endpoint URLs for OTLP/HTTP". */
function httpUrl({ otlpTracesEndpoint, otlpEndpoint = 'http://localhost:4318' }: TracingConfig): string {
  return otlpTracesEndpoint ?? `${otlpEndpoint.replace(/\/$/, '')}/v1/traces`;
}

/** The SDK does not know this exporter any more, so it is chosen and set up here. */
async function createJaegerExporter({ config, resource }: ExporterContext): Promise<SpanExporter> {
  keepQuietAboutBuffer();
  const { JaegerExporter } = await import('@opentelemetry/exporter-jaeger');
  // Attributes of the resource would only become tags of the spans; those who look for a workload read the process.
  const tags = Object.entries(resource.attributes)
    .filter(([key]) => key !== 'service.name')
    .flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [{ key, value }] : [],
    );
  const options = {
    host: config.jaegerAgentHost,
    port: config.jaegerAgentPort,
    tags,
    ...(config.jaegerEndpoint && { endpoint: config.jaegerEndpoint }),
    ...(config.jaegerUser && { username: config.jaegerUser }),
    ...(config.jaegerPassword && { password: config.jaegerPassword }),
  };
  return oneAtATime(() => new JaegerExporter(options), config.spanTimeoutMs);
}

/** Its libraries call `Buffer()`, of which Node warns at the first time, outside of the log. This is that first time. */
function keepQuietAboutBuffer(): void {
  const { noDeprecation = false } = process;
  process.noDeprecation = true;
  Reflect.construct(Buffer, [0]);
  process.noDeprecation = noDeprecation;
}
