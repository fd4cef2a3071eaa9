import { defaultResource, type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import type { TracedService } from '../shared/telemetry/load-tracing.ts';
import type { TracingConfig } from '../shared/telemetry/tracing-keys.ts';

/**
 * What all spans of this service carry. The command line is left out, because settings on it can be secrets. `hostname`
 * is what Kiali finds the spans of a workload by; `host.name` it does not read.
 */
export function describeService(config: TracingConfig, { name, version, host }: TracedService): Resource {
  const given = config.resourceAttributes ?? {};
  const resource = resourceFromAttributes({
    'service.version': version,
    hostname: host,
    'host.name': host,
    'process.pid': process.pid,
    'process.runtime.name': 'nodejs',
    'process.runtime.version': process.versions.node,
    ...given,
    'service.name': config.serviceName ?? given['service.name'] ?? name,
  });
  return defaultResource().merge(resource);
}
