import assert from 'node:assert/strict';
import test from 'node:test';
import { loadConfig } from '../config/load-config.ts';
import { createLookup } from '../config/lookup.ts';
import { propertySource } from '../config/source.ts';
import { findNoSpan } from './current-span.ts';
import { loadTracing } from './load-tracing.ts';
import { checkTracingConfig, chosenExporters, tracingKeys } from './tracing-keys.ts';

function read(settings: Readonly<Record<string, string>>) {
  const source = propertySource('test', 300, new Map(Object.entries(settings)));
  return loadConfig(tracingKeys, createLookup([source], ['prod']), checkTracingConfig);
}

const quiet = () => undefined;
const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet, fatal: quiet, writes: () => false };

for (const [settings, exporters] of [
  [{}, []],
  [{ OTEL_TRACES_EXPORTER: '' }, []],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, ['otlp']],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }, ['otlp']],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_TRACES_EXPORTER: 'none' }, []],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_TRACES_EXPORTER: 'jaeger' }, ['jaeger']],
  [{ OTEL_TRACES_EXPORTER: 'otlp, console,otlp' }, ['otlp', 'console']],
  [{ OTEL_TRACES_EXPORTER: 'jaeger', OTEL_SDK_DISABLED: 'true' }, []],
] as const) {
  test(`spans go to [${exporters}] with ${JSON.stringify(settings)}`, () => {
    assert.deepEqual(chosenExporters(read(settings)), exporters);
  });
}

for (const [key, value, rule] of [
  ['OTEL_TRACES_EXPORTER', 'zipkin', /OTEL_TRACES_EXPORTER.*zipkin.*otlp, jaeger, console, none/],
  ['OTEL_TRACES_EXPORTER', 'none,otlp', /none stands alone/],
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'thrift', /grpc, http\/protobuf, http\/json/],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', /a URL such as/],
  ['OTEL_TRACES_SAMPLER', 'jaeger_remote', /always_on, always_off, traceidratio/],
  ['OTEL_TRACES_SAMPLER_ARG', '1.5', /a number from 0 to 1/],
  ['OTEL_TRACES_SAMPLER_ARG', 'half', /a number from 0 to 1/],
  ['OTEL_PROPAGATORS', 'tracecontext,xray', /tracecontext, baggage, b3, b3multi, jaeger, none/],
  ['OTEL_RESOURCE_ATTRIBUTES', 'hostname', /key=value/],
  ['OTEL_RESOURCE_ATTRIBUTES', 'a=%zz', /key=value/],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'a key=b', /names and values that a header can have/],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'a=b%0Ac', /names and values that a header can have/],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'a=%C3%A9', /names and values that a header can have/],
  ['OTEL_BSP_MAX_EXPORT_BATCH_SIZE', '4096', /lets only 2048 spans wait/],
] as const) {
  test(`${key}=${value} is refused with what is accepted`, () => {
    assert.throws(() => read({ [key]: value }), { message: rule });
  });
}

test('attributes of the resource are percent-decoded, and may have equals signs in them', () => {
  const { resourceAttributes } = read({ OTEL_RESOURCE_ATTRIBUTES: 'hostname=pod-1, note=a%2Cb=c' });
  assert.deepEqual(resourceAttributes, { hostname: 'pod-1', note: 'a,b=c' });
});

test('without an exporter there is no tracing, and no span at hand', async () => {
  const service = { name: 'grpc', version: '1', host: 'pod' };
  const tracing = await loadTracing({ config: read({}), service, logger });
  assert.equal(tracing, undefined);
  assert.equal(findNoSpan(), undefined);
});
