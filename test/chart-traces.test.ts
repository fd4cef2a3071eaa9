import assert from 'node:assert/strict';
import test from 'node:test';
import { type KubernetesObject, only, render, whyNoHelm } from './helpers/helm.ts';

const skip = whyNoHelm();
const downward = {
  K8S_POD_NAME: { fieldRef: { fieldPath: 'metadata.name' } },
  K8S_NODE_NAME: { fieldRef: { fieldPath: 'spec.nodeName' } },
};

/** The variables of tracing that a Deployment gets. */
function tracingOf(objects: readonly KubernetesObject[], name: string): Record<string, unknown> {
  const [{ env }] = only(objects, 'Deployment', name).spec.template.spec.containers;
  const entries = env.map((one: Variable) => [one.name, one.value ?? one.valueFrom]);
  return Object.fromEntries(entries.filter(([key]: [string]) => /^(OTEL|K8S)_/.test(key)));
}

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: object;
}

const traced = (traces: object, more: object = {}) =>
  render({ values: { observability: { traces, ...more } } });

test('Nothing is traced unless it is asked for', { skip }, () => {
  for (const name of ['grpc-v1', 'grpc-client']) assert.deepEqual(tracingOf(render(), name), {});
});

test('An endpoint alone means OTLP, with who sends it as Kiali looks for it', { skip }, () => {
  const objects = traced({ endpoint: 'http://otel.example:4317' });
  const resource = (namespace: string, version: string) =>
    `hostname=$(K8S_POD_NAME),k8s.container.name=custom-grpc-hello,k8s.namespace.name=${namespace},k8s.node.name=$(K8S_NODE_NAME),k8s.pod.name=$(K8S_POD_NAME),service.instance.id=${namespace}.$(K8S_POD_NAME).custom-grpc-hello,service.version=${version}`;
  const common = {
    ...downward,
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel.example:4317',
    OTEL_TRACES_SAMPLER: 'parentbased_always_on',
    OTEL_PROPAGATORS: 'tracecontext,baggage',
  };
  assert.deepEqual(tracingOf(objects, 'grpc-v2'), {
    ...common,
    OTEL_SERVICE_NAME: 'grpc.grpc',
    OTEL_RESOURCE_ATTRIBUTES: resource('grpc', 'l2'),
  });
  assert.deepEqual(tracingOf(objects, 'grpc-client'), {
    ...common,
    OTEL_SERVICE_NAME: 'grpc-client.test',
    OTEL_RESOURCE_ATTRIBUTES: resource('test', 'v1'),
  });
});

test('Variables that others are made of come before them', { skip }, () => {
  const objects = traced({ endpoint: 'http://otel.example:4317' });
  const [{ env }] = only(objects, 'Deployment', 'grpc-v1').spec.template.spec.containers;
  const names = env.map(({ name }: Variable) => name);
  assert.ok(names.indexOf('K8S_POD_NAME') < names.indexOf('OTEL_RESOURCE_ATTRIBUTES'));
  assert.ok(names.indexOf('K8S_NODE_NAME') < names.indexOf('OTEL_RESOURCE_ATTRIBUTES'));
});

test('Sampling, propagation and attributes are as the values say', { skip }, () => {
  const variables = tracingOf(
    traced({
      exporter: 'console',
      sampler: 'parentbased_traceidratio',
      samplerArgument: 0,
      propagators: ['b3multi', 'baggage'],
      resourceAttributes: { 'deployment.environment.name': 'test', hostname: 'mine' },
    }),
    'grpc-client',
  );
  assert.equal(variables.OTEL_TRACES_EXPORTER, 'console');
  assert.equal(variables.OTEL_TRACES_SAMPLER_ARG, '0');
  assert.equal(variables.OTEL_PROPAGATORS, 'b3multi,baggage');
  assert.match(
    String(variables.OTEL_RESOURCE_ATTRIBUTES),
    /^deployment\.environment\.name=test,hostname=mine,/,
  );
  assert.equal(variables.OTEL_EXPORTER_OTLP_ENDPOINT, undefined);
});

for (const [endpoint, expected] of [
  ['http://jaeger:14268/api/traces', { OTEL_EXPORTER_JAEGER_ENDPOINT: 'http://jaeger:14268/api/traces' }],
  ['agent', { OTEL_EXPORTER_JAEGER_AGENT_HOST: 'agent', OTEL_EXPORTER_JAEGER_AGENT_PORT: '6832' }],
  ['agent:6000', { OTEL_EXPORTER_JAEGER_AGENT_HOST: 'agent', OTEL_EXPORTER_JAEGER_AGENT_PORT: '6000' }],
] as const) {
  test(`The exporter of Jaeger is told of ${endpoint}`, { skip }, () => {
    const variables = Object.entries(tracingOf(traced({ exporter: 'jaeger', endpoint }), 'grpc-v1'));
    const found = variables.filter(([name]) => name.startsWith('OTEL_EXPORTER_'));
    assert.deepEqual(Object.fromEntries(found), expected);
  });
}

for (const [traces, name, value] of [
  [{}, 'OTEL_EXPORTER_OTLP_ENDPOINT', 'http://jaeger.grpc.svc.cluster.local:4317'],
  [{ protocol: 'http/protobuf' }, 'OTEL_EXPORTER_OTLP_ENDPOINT', 'http://jaeger.grpc.svc.cluster.local:4318'],
  [{ exporter: 'jaeger' }, 'OTEL_EXPORTER_JAEGER_AGENT_HOST', 'jaeger.grpc.svc.cluster.local'],
] as const) {
  test(`The Jaeger of the chart is where spans go with ${JSON.stringify(traces)}`, { skip }, () => {
    const objects = traced(traces, { jaeger: { enabled: true } });
    assert.equal(tracingOf(objects, 'grpc-client')[name], value);
  });
}

test('Who switches tracing off has it off, whoever else puts an endpoint into the pod', { skip }, () => {
  assert.deepEqual(tracingOf(traced({ exporter: 'none' }), 'grpc-v1'), { OTEL_TRACES_EXPORTER: 'none' });
});

test('Policies let spans out to where they go, and into Jaeger', { skip }, () => {
  const egressTo = (observability: object) => {
    const objects = render({ values: { networkPolicy: { enabled: true }, observability } });
    return {
      rules: JSON.stringify(only(objects, 'NetworkPolicy', 'grpc-client').spec.egress),
      objects,
    };
  };
  const known = egressTo({ traces: { endpoint: 'http://otel:4317' } }).rules;
  const own = egressTo({ traces: { endpoint: 'http://otel:9999/v1' } }).rules;
  const agent = egressTo({ traces: { exporter: 'jaeger', endpoint: 'agent' } }).rules;
  assert.doesNotMatch(known, /9999|6832/);
  assert.match(own, /\{"port":9999,"protocol":"TCP"\}/);
  assert.match(agent, /\{"port":6832,"protocol":"UDP"\}/);
  const { rules, objects } = egressTo({ jaeger: { enabled: true } });
  const [entry] = only(objects, 'NetworkPolicy', 'jaeger').spec.ingress;
  assert.match(rules, /"app":"jaeger"/);
  const ports = entry.ports.map(({ port }: { port: number }) => port);
  assert.deepEqual(ports, [4317, 4318, 14268, 6831, 6832]);
});
