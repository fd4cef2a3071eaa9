import { boolean, type Converter, integer, oneOf, port, text } from '../config/converter.ts';
import { type ConfigOf, optional, withDefaultIfEmpty } from '../config/key.ts';
import { headerValues, keyValues, listOf } from './lists.ts';

const protocols = ['grpc', 'http/protobuf', 'http/json'] as const;
const positive = integer({ min: 1 });

const url: Converter<string> = {
  rule: 'a URL such as `http://collector:4318`',
  convert(given) {
    if (given.trim() === '') return undefined;
    const isUrl = URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);
    return isUrl ? { value: given.trim() } : 'refused';
  },
};

const fraction: Converter<number> = {
  rule: 'a number from 0 to 1',
  convert(given) {
    const number = Number(given);
    if (given.trim() === '') return undefined;
    return number >= 0 && number <= 1 ? { value: number } : 'refused';
  },
};

/** The settings of tracing, under the names of OpenTelemetry (Environment Variable Specification). */
export const tracingKeys = {
  exporters: optional(
    'OTEL_TRACES_EXPORTER',
    listOf(['otlp', 'jaeger', 'console', 'none']),
    'Where spans go; `otlp` if an OTLP endpoint is given, else `none`, which loads nothing and still hands trace headers on.',
  ),
  isDisabled: withDefaultIfEmpty(
    'OTEL_SDK_DISABLED',
    boolean,
    'false',
    'Switches tracing off, as `none` does.',
  ),
  otlpEndpoint: optional(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    url,
    'Where OTLP goes; `/v1/traces` is appended for HTTP. By default this machine, port 4318 or 4317 (grpc).',
  ),
  otlpTracesEndpoint: optional(
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    url,
    'The same for traces alone; taken as it is.',
  ),
  otlpProtocol: withDefaultIfEmpty(
    'OTEL_EXPORTER_OTLP_PROTOCOL',
    oneOf(protocols),
    'http/protobuf',
    'How OTLP is spoken.',
  ),
  otlpTracesProtocol: optional(
    'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL',
    oneOf(protocols),
    'The same for traces alone.',
  ),
  otlpHeaders: optional(
    'OTEL_EXPORTER_OTLP_HEADERS',
    headerValues,
    'Headers of OTLP requests, such as a token.',
  ),
  otlpTimeoutMs: withDefaultIfEmpty(
    'OTEL_EXPORTER_OTLP_TIMEOUT',
    positive,
    '10000',
    'How long one delivery by OTLP may take, in milliseconds.',
  ),
  otlpCompression: withDefaultIfEmpty(
    'OTEL_EXPORTER_OTLP_COMPRESSION',
    oneOf(['none', 'gzip']),
    'none',
    'Whether OTLP requests are compressed.',
  ),
  jaegerEndpoint: optional(
    'OTEL_EXPORTER_JAEGER_ENDPOINT',
    url,
    'Where the Jaeger exporter sends by HTTP, as `http://jaeger:14268/api/traces`; without it, it sends by UDP.',
  ),
  jaegerAgentHost: withDefaultIfEmpty(
    'OTEL_EXPORTER_JAEGER_AGENT_HOST',
    text,
    'localhost',
    'Host that takes UDP from the Jaeger exporter.',
  ),
  jaegerAgentPort: withDefaultIfEmpty(
    'OTEL_EXPORTER_JAEGER_AGENT_PORT',
    port,
    '6832',
    'Its port for the binary protocol.',
  ),
  jaegerUser: optional('OTEL_EXPORTER_JAEGER_USER', text, 'User for the Jaeger exporter by HTTP.'),
  jaegerPassword: optional('OTEL_EXPORTER_JAEGER_PASSWORD', text, 'Password of that user.'),
  sampler: withDefaultIfEmpty(
    'OTEL_TRACES_SAMPLER',
    oneOf([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ]),
    'parentbased_always_on',
    'Which traces are kept.',
  ),
  sampledFraction: withDefaultIfEmpty(
    'OTEL_TRACES_SAMPLER_ARG',
    fraction,
    '1',
    'The part of all traces that the ratio samplers keep.',
  ),
  propagators: withDefaultIfEmpty(
    'OTEL_PROPAGATORS',
    listOf(['tracecontext', 'baggage', 'b3', 'b3multi', 'jaeger', 'none']),
    'tracecontext,baggage',
    'The headers that carry a trace from service to service.',
  ),
  serviceName: optional(
    'OTEL_SERVICE_NAME',
    text,
    'Name of this service in traces; by default `service.name` of the next key, else `grpc` or `grpc-client`.',
  ),
  resourceAttributes: optional(
    'OTEL_RESOURCE_ATTRIBUTES',
    keyValues,
    'What all spans carry; `hostname`, which Kiali needs, is the pod unless it is given.',
  ),
  spanDelayMs: withDefaultIfEmpty(
    'OTEL_BSP_SCHEDULE_DELAY',
    positive,
    '5000',
    'How long spans wait for others, in milliseconds.',
  ),
  spanQueueSize: withDefaultIfEmpty(
    'OTEL_BSP_MAX_QUEUE_SIZE',
    positive,
    '2048',
    'How many spans may wait; more are dropped.',
  ),
  spanBatchSize: withDefaultIfEmpty(
    'OTEL_BSP_MAX_EXPORT_BATCH_SIZE',
    positive,
    '512',
    'How many spans go out together.',
  ),
  spanTimeoutMs: withDefaultIfEmpty(
    'OTEL_BSP_EXPORT_TIMEOUT',
    positive,
    '30000',
    'How long a delivery may take with all its attempts, in milliseconds.',
  ),
  spanAttributes: withDefaultIfEmpty(
    'OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT',
    positive,
    '128',
    'How many attributes a span keeps.',
  ),
  spanValueLength: optional(
    'OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT',
    positive,
    'Characters after which the text of an attribute is cut.',
  ),
};

export type TracingConfig = ConfigOf<typeof tracingKeys>;
export type ExporterName = Exclude<NonNullable<TracingConfig['exporters']>[number], 'none'>;

/** What is wrong between settings. */
export function checkTracingConfig({ spanBatchSize, spanQueueSize }: TracingConfig): string[] {
  if (spanBatchSize <= spanQueueSize) return [];
  const { spanBatchSize: batch, spanQueueSize: queue } = tracingKeys;
  return [`${batch.name} is ${spanBatchSize}, but ${queue.name} lets only ${spanQueueSize} spans wait.`];
}

/** Where spans go; nowhere means that nothing is traced. */
export function chosenExporters(config: TracingConfig): readonly ExporterName[] {
  if (config.isDisabled) return [];
  const hasEndpoint = config.otlpEndpoint !== undefined || config.otlpTracesEndpoint !== undefined;
  const chosen = config.exporters ?? (hasEndpoint ? ['otlp'] : []);
  return chosen.filter((name): name is ExporterName => name !== 'none');
}
