/** The configuration of a Jaeger (v2) that keeps spans in memory, with all its usual ports on one address. */
export function jaegerConfig(host: string): object {
  const at = (port: number) => ({ endpoint: `${host}:${port}` });
  return {
    extensions: {
      healthcheckv2: { use_v2: true, http: at(13133) },
      jaeger_storage: { backends: { memory: { memory: { max_traces: 10_000 } } } },
      jaeger_query: { storage: { traces: 'memory' }, http: at(16686), grpc: at(16685) },
    },
    receivers: {
      otlp: { protocols: { grpc: at(4317), http: at(4318) } },
      jaeger: { protocols: { thrift_http: at(14268), thrift_binary: at(6832), thrift_compact: at(6831) } },
    },
    exporters: { jaeger_storage_exporter: { trace_storage: 'memory' } },
    service: {
      extensions: ['healthcheckv2', 'jaeger_storage', 'jaeger_query'],
      pipelines: { traces: { receivers: ['otlp', 'jaeger'], exporters: ['jaeger_storage_exporter'] } },
      telemetry: { metrics: { level: 'none' } },
    },
  };
}
