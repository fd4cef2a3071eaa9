import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { type KubernetesObject, only, render, whyNoHelm } from './helpers/helm.ts';

const skip = whyNoHelm();
const enabled = { enabled: true };

function monitored(metrics: object, mesh: object = {}): readonly KubernetesObject[] {
  return render({ values: { mesh, observability: { metrics } } });
}

test('Each component has a monitor in its namespace, and pods have the labels that Kiali wants', {
  skip,
}, () => {
  for (const kind of ['ServiceMonitor', 'PodMonitor']) {
    const key = kind === 'PodMonitor' ? 'podMonitor' : 'serviceMonitor';
    const objects = monitored({ [key]: { ...enabled, labels: { release: 'mine' }, interval: '15s' } });
    for (const [name, namespace] of [
      ['grpc', 'grpc'],
      ['grpc-client', 'test'],
    ] as const) {
      const { metadata, spec } = only(objects, kind, name);
      assert.equal(metadata.namespace, namespace);
      assert.equal(metadata.labels?.release, 'mine');
      assert.deepEqual(spec.selector.matchLabels, { app: name, 'app.kubernetes.io/instance': 'grpc' });
      const labels = ['app', 'version', 'app.kubernetes.io/name', 'app.kubernetes.io/version'];
      assert.deepEqual(spec.podTargetLabels, labels);
      const [endpoint] = spec.endpoints ?? spec.podMetricsEndpoints;
      assert.equal(endpoint.path, '/q/metrics');
      assert.equal(endpoint.interval, '15s');
    }
  }
});

test('Relabelings of the user come last', { skip }, () => {
  const own = { targetLabel: 'cluster', replacement: 'mine' };
  for (const key of ['serviceMonitor', 'podMonitor']) {
    const objects = monitored({ [key]: { ...enabled, relabelings: [own] } }, { mode: 'istio-sidecar' });
    const { spec } = only(objects, `${key[0]?.toUpperCase()}${key.slice(1)}`, 'grpc-client');
    const [endpoint] = spec.endpoints ?? spec.podMetricsEndpoints;
    assert.deepEqual(endpoint.relabelings.at(-1), own);
  }
});

test('A ServiceMonitor reads pods once, although two Services lead to them', { skip }, () => {
  const objects = monitored({ serviceMonitor: enabled });
  const [endpoint] = only(objects, 'ServiceMonitor', 'grpc').spec.endpoints;
  assert.deepEqual(endpoint.relabelings, [
    { sourceLabels: ['__meta_kubernetes_service_name'], regex: 'grpc', action: 'keep' },
  ]);
});

test('Behind sidecars metrics are read where the proxy lets everybody in', { skip }, () => {
  const endpointOf = (metrics: object) => {
    const objects = monitored({ podMonitor: enabled, ...metrics }, { mode: 'istio-sidecar' });
    return only(objects, 'PodMonitor', 'grpc').spec.podMetricsEndpoints[0];
  };
  const { path, relabelings, metricRelabelings } = endpointOf({});
  assert.equal(path, '/stats/prometheus');
  assert.deepEqual(metricRelabelings, [
    { sourceLabels: ['__name__'], regex: '(envoy|istio)_.+', action: 'drop' },
  ]);
  const [{ regex, replacement }] = relabelings;
  const moved = (address: string) => address.replace(new RegExp(`^${regex}$`), replacement);
  assert.equal(moved('10.1.2.3:8080'), '10.1.2.3:15020');
  assert.equal(moved('[fd00::1]:8080'), '[fd00::1]:15020');
  assert.equal(endpointOf({ annotations: false }).path, '/q/metrics');
});

test('Annotations for Prometheus and Kiali can be left out', { skip }, () => {
  const annotated = (annotations: boolean) =>
    Object.keys(only(monitored({ annotations }), 'Deployment', 'grpc-v1').spec.template.metadata.annotations);
  assert.deepEqual(annotated(false), ['checksum/config']);
  assert.ok(annotated(true).includes('kiali.io/dashboards'));
});

test('A release has rules for what it has, each in its namespace', { skip }, () => {
  const rulesOf = (values: object) =>
    render({ values: { observability: { rules: enabled }, ...values } })
      .filter(({ kind }) => kind === 'PrometheusRule')
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  assert.deepEqual(rulesOf({}), ['grpc/grpc', 'test/grpc-client']);
  assert.deepEqual(rulesOf({ client: { enabled: false } }), ['grpc/grpc']);
  assert.deepEqual(rulesOf({ server: { enabled: false, namespace: 'grpc' } }), ['test/grpc-client']);
});

for (const [mode, more, advice] of [
  ['none', {}, /set mesh\.mode to istio-sidecar where there is Istio, else to client-side/],
  [
    'client-side',
    {},
    /dns:\/\/\/grpc-headless\.grpc\.svc\.cluster\.local:9000, and their policy round_robin/,
  ],
  ['istio-sidecar', {}, /does every pod of the callers have a proxy/],
  ['istio-ambient', {}, /The waypoint should pick a server/],
  ['istio-ambient', { waypoint: { enabled: false } }, /set mesh\.waypoint\.enabled to true/],
] as const) {
  test(`The alert says what helps with ${mode} ${JSON.stringify(more)}`, { skip }, () => {
    const objects = render({ values: { mesh: { mode, ...more }, observability: { rules: enabled } } });
    const { annotations } = alertsOf(objects).find(({ alert }) => alert === 'GrpcCallsPinned') ?? {};
    assert.match(annotations?.description ?? '', advice);
    assert.match(
      annotations?.description ?? '',
      /kubectl -n test exec deploy\/grpc-client -- curl -s .*\/hello\/report$/,
    );
  });
}

test('Nobody is warned of one version that is meant to have all calls', { skip }, () => {
  const versions = [100, 0].map((weight, index) => ({ name: `v${index}`, label: `l${index}`, weight }));
  const values = { mesh: { mode: 'istio-sidecar' }, server: { versions }, observability: { rules: enabled } };
  const names = alertsOf(render({ values })).map(({ alert }) => alert);
  assert.deepEqual(names, ['GrpcCallsFailing', 'GrpcClientCallsFailing']);
});

test('The dashboard goes where the sidecar of Grafana looks for it', { skip }, () => {
  const file = readFileSync(join(__dirname, '../helm/files/dashboards/grpc-hello.json'), 'utf8');
  const dashboard = { ...enabled, namespace: 'monitoring', folder: 'gRPC' };
  const { metadata, data } = only(
    render({ values: { observability: { dashboard } } }),
    'ConfigMap',
    'grpc-dashboard',
  );
  assert.equal(metadata.namespace, 'monitoring');
  assert.equal(metadata.labels?.grafana_dashboard, '1');
  assert.equal(metadata.annotations?.grafana_folder, 'gRPC');
  assert.equal(data['grpc-hello.json'].trim(), file.trim());
});

interface Alert {
  readonly alert?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

function alertsOf(objects: readonly KubernetesObject[]): readonly Alert[] {
  return objects
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap(({ spec }) => spec.groups.flatMap(({ rules }: { rules: Alert[] }) => rules))
    .filter(({ alert }: Alert) => alert !== undefined);
}
