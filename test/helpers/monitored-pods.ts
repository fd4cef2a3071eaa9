import type { KubernetesObject } from './helm.ts';
import { only } from './helm.ts';

/** A process that stands for a pod of a Deployment. */
export interface MonitoredPod {
  readonly deployment: string;
  readonly pod: string;
  /** Where its /q/metrics is, on 127.0.0.1. */
  readonly httpPort: number;
}

/**
 * What the Prometheus Operator makes of a PodMonitor: labels for namespace and pod, then those that the monitor takes
 * from the pods. What Kubernetes would say of the pods is taken from their Deployments.
 */
export function scrapeConfig(
  objects: readonly KubernetesObject[],
  monitor: string,
  pods: readonly MonitoredPod[],
) {
  const { metadata, spec } = only(objects, 'PodMonitor', monitor);
  const [endpoint] = spec.podMetricsEndpoints;
  const copied = [
    'namespace',
    'pod_name',
    ...spec.podTargetLabels.map((label: string) => `pod_label_${safe(label)}`),
  ];
  return {
    job_name: `podMonitor/${metadata.namespace}/${metadata.name}`,
    metrics_path: endpoint.path,
    honor_labels: endpoint.honorLabels,
    static_configs: pods.map((pod) => ({
      targets: [`127.0.0.1:${pod.httpPort}`],
      labels: discovered(only(objects, 'Deployment', pod.deployment), pod.pod),
    })),
    relabel_configs: copied.map((source: string) => ({
      source_labels: [`__meta_kubernetes_${source}`],
      target_label: source.replace('pod_label_', '').replace('pod_name', 'pod'),
    })),
  };
}

function discovered({ metadata, spec }: KubernetesObject, pod: string): Record<string, string> {
  const labels = Object.entries<string>(spec.template.metadata.labels).map(([key, value]) => [
    `__meta_kubernetes_pod_label_${safe(key)}`,
    value,
  ]);
  return {
    ...Object.fromEntries(labels),
    __meta_kubernetes_namespace: metadata.namespace ?? '',
    __meta_kubernetes_pod_name: pod,
  };
}

function safe(label: string): string {
  return label.replaceAll(/[^a-zA-Z0-9_]/g, '_');
}
