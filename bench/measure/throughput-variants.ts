import { silentCalls } from './services.ts';

/** A server whose throughput is measured. */
export interface ThroughputVariant {
  readonly name: string;
  readonly bare?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What is compared, the anchor first. @param collector where spans go */
export function throughputVariants(collector: string): ThroughputVariant[] {
  const traced = {
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
  };
  const onePercent = {
    ...traced,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.01',
  };
  return [
    { name: 'bare node:http2', bare: true },
    {
      name: 'no telemetry',
      settings: { ...silentCalls, 'quarkus.micrometer.binder.grpc-server.enabled': 'false' },
    },
    { name: 'metrics', settings: silentCalls },
    { name: 'metrics, a log line for each call', settings: {} },
    { name: 'metrics, traces 100 %', settings: silentCalls, environment: traced },
    { name: 'metrics, traces 1 %', settings: silentCalls, environment: onePercent },
  ];
}
