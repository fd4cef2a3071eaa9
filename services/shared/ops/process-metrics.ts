import { collectDefaultMetrics, type OpenMetricsContentType, Registry } from 'prom-client';

/**
 * Where metrics are declared and counted. prom-client takes exemplars only in a registry for OpenMetrics; this one
 * is never rendered itself, see `expose`.
 */
export type Metrics = Registry<OpenMetricsContentType>;

/** A registry of its own with the metrics of the Node process, unprefixed as Kiali's Node.js dashboard reads them. */
export function createRegistry(): Metrics {
  const registry: Metrics = new Registry();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  collectDefaultMetrics({ register: registry });
  return registry;
}
