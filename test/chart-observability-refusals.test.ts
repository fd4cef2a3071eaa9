import { type Refusal, testRefusals } from './helpers/chart-refusals.ts';
import { allApis, type RenderInput } from './helpers/helm.ts';

const observing = (observability: object, more: object = {}): RenderInput => ({
  values: { observability, ...more },
});
const enabled = { enabled: true };
const withoutOperator = allApis.filter((api) => !api.startsWith('monitoring.coreos.com'));
const operatorMissing =
  'A monitor or observability.rules is enabled, but the cluster has no API monitoring.coreos.com; install what brings it (the Prometheus Operator), or, where there is no cluster to ask, pass --api-versions monitoring.coreos.com/v1, or set observability.apiVersions.monitoring.';

const refusals: readonly Refusal[] = [
  ...[{ metrics: { serviceMonitor: enabled } }, { metrics: { podMonitor: enabled } }, { rules: enabled }].map(
    (observability) => ({
      name: `${JSON.stringify(observability)} without the operator`,
      refused: { ...observing(observability), apis: withoutOperator },
      sentence: operatorMissing,
      twin: { ...observing({ ...observability, apiVersions: { monitoring: 'v1' } }), apis: withoutOperator },
    }),
  ),
  {
    name: 'to have everything read twice',
    refused: observing({ metrics: { serviceMonitor: enabled, podMonitor: enabled } }),
    sentence:
      'observability.metrics.serviceMonitor.enabled and podMonitor.enabled are both true, so that everything would be read twice; enable one.',
    twin: observing({ metrics: { podMonitor: enabled } }),
  },
  {
    name: 'a ServiceMonitor for a client without Service',
    refused: observing({ metrics: { serviceMonitor: enabled } }, { client: { service: { enabled: false } } }),
    sentence:
      'observability.metrics.serviceMonitor.enabled is true, but client.service.enabled is false, so that the client would not be found; use podMonitor, or enable the Service.',
    twin: observing({ metrics: { podMonitor: enabled } }, { client: { service: { enabled: false } } }),
  },
  {
    name: 'monitors that no proxy lets in',
    refused: observing(
      { metrics: { annotations: false, podMonitor: enabled } },
      { mesh: { mode: 'istio-sidecar', mtls: 'STRICT' } },
    ),
    sentence:
      'mesh.mtls is STRICT, so that metrics can be read through the proxies alone, and those go by annotations; set observability.metrics.annotations to true.',
    twin: observing(
      { metrics: { podMonitor: enabled } },
      { mesh: { mode: 'istio-sidecar', mtls: 'STRICT' } },
    ),
  },
  ...['otlp', 'jaeger'].map((exporter) => ({
    name: `${exporter} without a collector`,
    refused: observing({ traces: { exporter } }),
    sentence: `observability.traces.exporter is ${exporter}, but observability.traces.endpoint is empty; name the collector, or set observability.jaeger.enabled to true.`,
    twin: observing({ traces: { exporter }, jaeger: enabled }),
  })),
  {
    name: 'a collector that gets nothing',
    refused: observing({ traces: { exporter: 'console', endpoint: 'http://otel:4317' } }),
    sentence:
      'observability.traces.endpoint is "http://otel:4317", but observability.traces.exporter is console, which sends nothing there; leave one out.',
    twin: observing({ traces: { exporter: 'console' } }),
  },
  {
    name: 'otlp without a URL',
    refused: observing({ traces: { endpoint: 'otel:4317' } }),
    sentence: 'observability.traces.endpoint is "otel:4317", but otlp needs a URL; write http://otel:4317.',
    twin: observing({ traces: { endpoint: 'http://otel:4317' } }),
  },
  {
    name: 'an argument that the sampler does not take',
    refused: observing({ traces: { samplerArgument: 0.5 } }),
    sentence:
      'observability.traces.samplerArgument is 0.5, but the sampler parentbased_always_on takes none; leave it out, or use parentbased_traceidratio.',
    twin: observing({ traces: { samplerArgument: 0.5, sampler: 'parentbased_traceidratio' } }),
  },
  {
    name: 'a Jaeger that stays empty',
    refused: observing({ jaeger: enabled, traces: { exporter: 'none' } }),
    sentence:
      'observability.jaeger.enabled is true, but observability.traces.exporter is none, so that it would stay empty; leave one out.',
    twin: observing({ jaeger: enabled }),
  },
  {
    name: 'a Jaeger of the name of the servers',
    refused: observing({ jaeger: { ...enabled, name: 'grpc' } }),
    sentence:
      'observability.jaeger.name and server.name are both "grpc", so that each would be taken for the other; name them differently.',
    twin: observing({ jaeger: { ...enabled, name: 'tracing' } }),
  },
  ...['grpc-v1', 'grpc-headless'].map((name) => ({
    name: `a Jaeger called ${name}`,
    refused: observing({ jaeger: { ...enabled, name } }),
    sentence: `observability.jaeger.name is "${name}", which an object of the servers is called; name it differently.`,
    twin: observing({ jaeger: { ...enabled, name: 'grpc-v4' } }),
  })),
];

testRefusals(refusals);
