// What the dashboard asks Prometheus, in PromQL. $namespace and $app name the servers, $client_namespace and $client
// the client; Grafana fills them in, and $__rate_interval and $__range with durations.

const servers = 'namespace="$namespace",app_kubernetes_io_name="$app"';
const client = 'namespace="$client_namespace",app_kubernetes_io_name="$client"';
const greeter = 'grpc_service="helloworld.Greeter"';
const window = '$__rate_interval';

/** Calls per second of each server pod; a pod that never got one has 0, other than no value. */
function callsByPod(range: string): string {
  const calls = `sum by (pod) (rate(grpc_server_started_total{${servers},${greeter}}[${range}]))`;
  return `${calls} or 0 * sum by (pod) (hello_server_connections_open{${servers}})`;
}

/** Jain's fairness index, from 1/n (one of n pods gets all calls) to 1 (all get the same); without calls no value. */
function fairness(range: string): string {
  const calls = callsByPod(range);
  return `sum(${calls}) ^ 2 / (count(${calls}) * (sum((${calls}) ^ 2) > 0))`;
}

/** The share of calls that ended with another status than OK. */
function errorRatio(side: 'server' | 'client', who: string): string {
  const all = `sum(rate(grpc_${side}_handled_total{${who},${greeter}}[${window}]))`;
  const failed = `sum(rate(grpc_${side}_handled_total{${who},${greeter},grpc_code!="OK"}[${window}]))`;
  return `(${failed} or 0 * ${all}) / (${all} > 0)`;
}

/** Only where there were calls; without them it would not be a number. */
function quantile(share: number, histogram: string, matchers: string, by = 'le'): string {
  return `histogram_quantile(${share}, ${sumRate(by, `${histogram}_bucket{${matchers}}`)}) >= 0`;
}

function sumRate(by: string, series: string): string {
  return `sum by (${by}) (rate(${series}[${window}]))`;
}

export const queries = {
  fairnessNow: fairness('$__range'),
  fairness: fairness(window),
  fairnessIfPinned: `1 / count(hello_server_connections_open{${servers}})`,
  pods: `count(hello_server_connections_open{${servers}})`,
  callsPerSecond: `sum(${callsByPod(window)})`,
  sharesNow: `(${callsByPod('$__range')}) / on () group_left () (sum(${callsByPod('$__range')}) > 0)`,
  callsByPod: callsByPod(window),
  connectionsByPod: `sum by (pod) (hello_server_connections_open{${servers}})`,
  newConnectionsByPod: sumRate('pod', `hello_server_connections_total{${servers}}`),
  callsPerConnection: `${sumRate('pod', `hello_server_connection_calls_sum{${servers}}`)} / (${sumRate('pod', `hello_server_connection_calls_count{${servers}}`)} > 0)`,
  serverErrors: errorRatio('server', servers),
  clientErrors: errorRatio('client', client),
  serverAnswers: sumRate('grpc_code', `grpc_server_handled_total{${servers},${greeter}}`),
  clientAnswers: sumRate('grpc_code', `grpc_client_handled_total{${client},${greeter}}`),
  serverLatency: (share: number) => quantile(share, 'grpc_server_handling_seconds', `${servers},${greeter}`),
  clientLatency: (share: number) => quantile(share, 'grpc_client_handling_seconds', `${client},${greeter}`),
  latencyByPod: quantile(0.95, 'grpc_server_handling_seconds', `${servers},${greeter}`, 'pod, le'),
  runsByVerdict: `sum by (verdict) (increase(hello_run_total{${client}}[${window}]))`,
  callsByBackend: sumRate('backend', `hello_run_calls_total{${client}}`),
  runDuration: (share: number) => quantile(share, 'hello_run_duration_seconds', client),
  requests: sumRate('method, uri, status', `http_server_requests_seconds_count{${client}}`),
  builds: `count by (version, node_version) (hello_build_info{${servers}} or hello_build_info{${client}})`,
  eventLoopLag: `max by (pod) (nodejs_eventloop_lag_p99_seconds{${servers}} or nodejs_eventloop_lag_p99_seconds{${client}})`,
  processor: `sum by (pod) (rate(process_cpu_seconds_total{${servers}}[${window}]) or rate(process_cpu_seconds_total{${client}}[${window}]))`,
  memory: `sum by (pod) (process_resident_memory_bytes{${servers}} or process_resident_memory_bytes{${client}})`,
};
