import { collectDefaultMetrics, Registry } from 'prom-client';

/** A registry of its own with the metrics of the Node process, unprefixed as Kiali's Node.js dashboard reads them. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
