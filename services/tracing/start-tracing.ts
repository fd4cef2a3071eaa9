import { setTimeout as wait } from 'node:timers/promises';
import { context, DiagLogLevel, diag, propagation, trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BatchSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace';
import type { TracingOptions } from '../shared/telemetry/load-tracing.ts';
import type { Tracing } from '../shared/telemetry/tracing.ts';
import { chosenExporters, type TracingConfig } from '../shared/telemetry/tracing-keys.ts';
import { createTracing } from './create-tracing.ts';
import { createExporter, type ExporterContext } from './exporters.ts';
import { createOpenSpans } from './open-spans.ts';
import { createPropagator } from './propagator.ts';
import { describeService } from './resource.ts';
import { createSampler } from './sampler.ts';
import { createSdkLog } from './sdk-log.ts';

/** Starts tracing as the settings say. They are handed to the SDK one by one, so that it has nothing left to guess. */
export async function startTracing({ config, service, logger }: TracingOptions): Promise<Tracing> {
  const resource = describeService(config, service);
  const openSpans = createOpenSpans(() => performance.now());
  const sdk = new NodeSDK({
    resource,
    autoDetectResources: false,
    sampler: createSampler(config),
    spanProcessors: [openSpans.processor, ...(await createProcessors({ config, resource, logger }))],
    spanLimits: {
      attributeCountLimit: config.spanAttributes,
      ...(config.spanValueLength !== undefined && { attributeValueLengthLimit: config.spanValueLength }),
    },
    textMapPropagator: null,
    // Empty lists keep the SDK from starting exporters of its own for metrics and logs.
    metricReaders: [],
    logRecordProcessors: [],
  });
  diag.setLogger(createSdkLog(logger, Date.now), {
    logLevel: DiagLogLevel.INFO,
    suppressOverrideMessage: true,
  });
  sdk.start();
  const tracer = takeProvider().getTracer('grpc-hello', service.version);
  const shutdown = withLimit(async (limitMs) => {
    await openSpans.ended(limitMs / 2);
    await sdk.shutdown();
  });
  return createTracing({ tracer, propagator: createPropagator(config), shutdown });
}

/** The SDK makes its provider known to the whole process only; as several services may share one, it is taken back. */
function takeProvider() {
  const provider = trace.getTracerProvider();
  trace.disable();
  context.disable();
  propagation.disable();
  return provider;
}

function createProcessors(options: ExporterContext): Promise<SpanProcessor[]> {
  const { config } = options;
  return Promise.all(
    chosenExporters(config).map(
      async (name) =>
        new BatchSpanProcessor({ exporter: await createExporter(name, options), ...batchLimits(config) }),
    ),
  );
}

function batchLimits(config: TracingConfig) {
  return {
    scheduledDelayMillis: config.spanDelayMs,
    maxQueueSize: config.spanQueueSize,
    maxExportBatchSize: config.spanBatchSize,
    exportTimeoutMillis: config.spanTimeoutMs,
  };
}

/** Whoever waits for the end waits only so long; what was not delivered by then is lost. */
function withLimit(end: Tracing['shutdown']): Tracing['shutdown'] {
  return async (limitMs) => {
    const late = new AbortController();
    const timeout = wait(limitMs, 'late' as const, { signal: late.signal }).catch(() => undefined);
    const outcome = await Promise.race([end(limitMs), timeout]);
    late.abort();
    if (outcome === 'late') throw new Error(`Not all traces could be delivered within ${limitMs} ms.`);
  };
}
