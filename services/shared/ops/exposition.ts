import { type Metric, type OpenMetricsContentType, Registry } from 'prom-client';
import type { Metrics } from './process-metrics.ts';

/** The forms in which metrics can be read. Exemplars are in OpenMetrics alone: the older form has no place for them. */
export type ExpositionForm = 'prometheus' | 'openmetrics';

/** Metrics as text, and what that is. */
export interface Exposition {
  readonly contentType: string;
  readonly body: string;
}

/**
 * Renders metrics. A registry has one form, and rendering OpenMetrics renames its counters for good; so every
 * rendering gets a registry of its own over the same counts, and any number of them can go on at once.
 */
export async function expose(metrics: Metrics, form: ExpositionForm): Promise<Exposition> {
  const declared = metrics
    .getMetricsAsArray()
    .map(({ name }) => metrics.getSingleMetric(name))
    .filter((metric) => metric !== undefined);
  return form === 'openmetrics' ? exposeOpenMetrics(declared) : exposePrometheus(declared);
}

async function exposePrometheus(declared: readonly Metric[]): Promise<Exposition> {
  const registry = new Registry();
  for (const metric of declared) registry.registerMetric(metric);
  return { contentType: registry.contentType, body: await registry.metrics() };
}

async function exposeOpenMetrics(declared: readonly Metric[]): Promise<Exposition> {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  // An heir has all of the metric, and a name of its own to lose.
  for (const metric of declared) registry.registerMetric<string>(Object.create(metric));
  return { contentType: registry.contentType, body: withCanonicalBounds(await registry.metrics()) };
}

/** Bounds of buckets are labels, and have to be spelled alike everywhere (OpenMetrics 1.0, "Canonical Numbers"). */
function withCanonicalBounds(body: string): string {
  return body.replace(/(?<=[{,]le=")\d+(?=")/g, '$&.0');
}
