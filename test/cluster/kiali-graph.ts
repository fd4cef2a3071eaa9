/** Labels by which Kiali makes nodes and edges; a series that lacks one is left out (kiali, graph/telemetry/istio). */
export const edgeLabels = [
  'source_cluster',
  'source_workload_namespace',
  'source_workload',
  'source_canonical_service',
  'source_canonical_revision',
  'destination_cluster',
  'destination_service_namespace',
  'destination_service',
  'destination_service_name',
  'destination_workload_namespace',
  'destination_workload',
  'destination_canonical_service',
  'destination_canonical_revision',
  'request_protocol',
  'response_code',
  'grpc_response_status',
  'response_flags',
] as const;

/** What Kiali asks of Prometheus for the graph of a namespace: who calls it, whom it calls, and what never arrived. */
export function graphQueries(namespace: string, seconds = 60) {
  const rate = (matchers: string) =>
    `sum(rate(istio_requests_total{${matchers}} [${seconds}s])) by (${edgeLabels.join(',')}) > 0`;
  return {
    incoming: rate(`reporter="destination",destination_workload_namespace="${namespace}"`),
    outgoing: rate(`reporter="source",source_workload_namespace="${namespace}"`),
    lost: rate(
      `reporter="source",source_workload_namespace!="${namespace}",destination_workload_namespace="unknown",` +
        `destination_workload="unknown",destination_service=~"^.+\\\\.${namespace}\\\\..+$"`,
    ),
  };
}

/** The charts of Kiali's dashboard for Node.js. */
export const nodeCharts = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_eventloop_lag_seconds',
  'nodejs_heap_space_size_total_bytes',
  'nodejs_heap_space_size_used_bytes',
  'nodejs_heap_space_size_available_bytes',
] as const;
