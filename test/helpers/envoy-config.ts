/** What a proxy in a test does; what is left out is Envoy's default. */
export interface EnvoyOptions {
  /** The addresses of the backends, as `ip:port`. */
  readonly endpoints: readonly string[];
  readonly clusterName?: string;
  readonly lbPolicy?: 'ROUND_ROBIN' | 'LEAST_REQUEST' | 'RING_HASH' | 'MAGLEV' | 'RANDOM';
  readonly maxRequestsPerConnection?: number;
  readonly circuitBreakers?: {
    readonly maxConnections?: number;
    readonly maxPendingRequests?: number;
    readonly maxRequests?: number;
  };
  /** Repeats calls, such as on `connect-failure`. */
  readonly retry?: { readonly on: string; readonly attempts: number };
  /** Takes a backend out after so many failures in a row. */
  readonly ejectAfter?: number;
  /** Drops the counters whose name begins so, as Istio does by default. */
  readonly hiddenStats?: string;
  /** Forwards bytes instead of calls, as for a port that is plain TCP to a mesh. */
  readonly isTcp?: boolean;
  /** Calls with the same value of this header go to the same backend, under RING_HASH and MAGLEV. */
  readonly hashHeader?: string;
  /** Leaves the attempt count out, as proxies that are no Envoy do. */
  readonly isSilent?: boolean;
  /** Ends a caller's connection after so many requests. */
  readonly callerRequestsPerConnection?: number;
  /** Speaks TLS to the backends, whether they do or not. */
  readonly hasTls?: boolean;
  /** How many worker threads; each balances for itself. */
  readonly concurrency?: number;
  /** Makes spans, of what comes in and of what goes out, and sends them by OTLP over gRPC to this `ip:port`. */
  readonly traceTo?: string;
}

const extensions = 'type.googleapis.com/envoy.extensions';

/** The configuration of an Envoy between plaintext gRPC clients and backends; the system chooses all ports. */
export function envoyConfig(options: EnvoyOptions): object {
  return {
    admin: { address: socketAddress('127.0.0.1', 0) },
    ...(options.hiddenStats && {
      stats_config: { stats_matcher: { exclusion_list: { patterns: [{ prefix: options.hiddenStats }] } } },
    }),
    static_resources: {
      listeners: [listener(options)],
      clusters: [cluster(options), ...collectors(options)],
    },
  };
}

function listener(options: EnvoyOptions): object {
  return {
    name: 'test',
    address: socketAddress('127.0.0.1', 0),
    filter_chains: [{ filters: [options.isTcp ? tcpFilter(options) : httpFilter(options)] }],
  };
}

function tcpFilter({ clusterName: cluster = 'test' }: EnvoyOptions): object {
  const type = `${extensions}.filters.network.tcp_proxy.v3.TcpProxy`;
  return { name: 'tcp', typed_config: { '@type': type, stat_prefix: 'test', cluster } };
}

function httpFilter(options: EnvoyOptions): object {
  const filter = {
    '@type': `${extensions}.filters.network.http_connection_manager.v3.HttpConnectionManager`,
    stat_prefix: 'test',
    codec_type: 'HTTP2',
    ...(options.callerRequestsPerConnection && {
      common_http_protocol_options: { max_requests_per_connection: options.callerRequestsPerConnection },
    }),
    ...(options.traceTo !== undefined && { tracing }),
    route_config: { virtual_hosts: [virtualHost(options)] },
    http_filters: [
      { name: 'router', typed_config: { '@type': `${extensions}.filters.http.router.v3.Router` } },
    ],
  };
  return { name: 'http', typed_config: filter };
}

/** Envoy's OpenTelemetry tracer, as Istio sets it up for a provider `opentelemetry`. */
const tracing = {
  random_sampling: { value: 100 },
  spawn_upstream_span: true,
  provider: {
    name: 'envoy.tracers.opentelemetry',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.config.trace.v3.OpenTelemetryConfig',
      grpc_service: { envoy_grpc: { cluster_name: 'collector' }, timeout: '1s' },
      service_name: 'proxy',
    },
  },
};

function collectors({ traceTo }: EnvoyOptions): object[] {
  return traceTo === undefined ? [] : [cluster({ endpoints: [traceTo], clusterName: 'collector' })];
}

/** Tells backends the number of the attempt, as Istio does. */
function virtualHost(options: EnvoyOptions): object {
  const { clusterName = 'test', retry, hashHeader = 'x-hash', isSilent = false } = options;
  return {
    name: 'all',
    domains: ['*'],
    include_request_attempt_count: !isSilent,
    routes: [
      {
        match: { prefix: '/' },
        route: { cluster: clusterName, hash_policy: [{ header: { header_name: hashHeader } }] },
      },
    ],
    ...(retry && { retry_policy: retryPolicy(retry) }),
  };
}

/** As Istio's: another backend than the ones that were tried. */
function retryPolicy({ on, attempts }: { readonly on: string; readonly attempts: number }): object {
  const predicate = `${extensions}.retry.host.previous_hosts.v3.PreviousHostsPredicate`;
  return {
    retry_on: on,
    num_retries: attempts,
    retry_back_off: { base_interval: '0.001s' },
    retry_host_predicate: [{ name: 'previous_hosts', typed_config: { '@type': predicate } }],
    host_selection_retry_max_attempts: 5,
  };
}

function cluster(options: EnvoyOptions): object {
  const { endpoints, clusterName: name = 'test', lbPolicy = 'ROUND_ROBIN' } = options;
  const { maxRequestsPerConnection, circuitBreakers = {}, ejectAfter } = options;
  const thresholds = {
    max_connections: circuitBreakers.maxConnections,
    max_pending_requests: circuitBreakers.maxPendingRequests,
    max_requests: circuitBreakers.maxRequests,
  };
  return {
    name,
    // As Istio names it: the semicolon keeps the name apart from that of the counter.
    alt_stat_name: name.includes('|') ? `${name};` : undefined,
    lb_policy: lbPolicy,
    connect_timeout: '2s',
    circuit_breakers: { thresholds: [thresholds] },
    ...(options.hasTls && { transport_socket: tlsSocket }),
    ...(ejectAfter !== undefined && { outlier_detection: outlierDetection(ejectAfter) }),
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        '@type': `${extensions}.upstreams.http.v3.HttpProtocolOptions`,
        explicit_http_config: { http2_protocol_options: {} },
        common_http_protocol_options: { max_requests_per_connection: maxRequestsPerConnection },
      },
    },
    load_assignment: {
      cluster_name: name,
      endpoints: [{ locality: { zone: 'zone-a' }, lb_endpoints: endpoints.map(endpoint) }],
    },
  };
}

const tlsSocket = {
  name: 'tls',
  typed_config: { '@type': `${extensions}.transport_sockets.tls.v3.UpstreamTlsContext` },
};

function outlierDetection(failures: number): object {
  return {
    consecutive_5xx: failures,
    enforcing_consecutive_5xx: 100,
    max_ejection_percent: 50,
    interval: '0.05s',
    base_ejection_time: '30s',
  };
}

function endpoint(address: string): object {
  const [host = '', port = ''] = address.split(':');
  return { endpoint: { address: socketAddress(host, Number(port)) } };
}

function socketAddress(address: string, port: number): object {
  return { socket_address: { address, port_value: port } };
}
