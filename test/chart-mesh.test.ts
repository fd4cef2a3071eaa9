import assert from 'node:assert/strict';
import test from 'node:test';
import { type KubernetesObject, only, render, whyNoHelm } from './helpers/helm.ts';

const host = 'grpc.grpc.svc.cluster.local';
const skip = whyNoHelm();
const inMesh = (mesh: object = {}, more: object = {}) =>
  render({ values: { mesh: { mode: 'istio-sidecar', ...mesh }, ...more } });
const podOf = (objects: readonly KubernetesObject[], name: string) =>
  only(objects, 'Deployment', name).spec.template.metadata;
const variable = (objects: readonly KubernetesObject[], deployment: string, name: string) =>
  only(objects, 'Deployment', deployment).spec.template.spec.containers[0].env.find(
    (one: { name: string }) => one.name === name,
  )?.value;
const testWords = (objects: readonly KubernetesObject[]): string[] =>
  only(objects, 'Pod').spec.containers[0].command.slice(3);

test('Without a mesh nothing of a mesh is made', { skip }, () => {
  for (const mode of ['none', 'client-side']) {
    for (const { apiVersion, metadata, spec } of render({ values: { mesh: { mode } } })) {
      assert.doesNotMatch(apiVersion, /istio|maistra|gateway|openshift/);
      const all = { ...metadata.labels, ...spec?.template?.metadata.labels };
      assert.ok(Object.keys(all).every((key) => !key.includes('istio')));
    }
  }
});

test('client-side dials all servers, which may end old connections', { skip }, () => {
  const objects = render({
    values: { mesh: { mode: 'client-side', clientSide: { maxConnectionAge: '5m' } } },
  });
  assert.equal(
    only(
      objects.filter(({ metadata }) => metadata.namespace === 'test'),
      'ConfigMap',
    ).data['application.properties'],
    'numrequest: 25\nquarkus.grpc.clients.hello.host: dns:///grpc-headless.grpc.svc.cluster.local:9000\nquarkus.grpc.clients.hello.load-balancing-policy: round_robin\nteststring: prom\n',
  );
  assert.equal(variable(objects, 'grpc-v1', 'HELLO_SERVER_MAX_CONNECTION_AGE'), '5m');
});

test('The report is told the mode, and the name that lists the servers, in every mode', { skip }, () => {
  for (const mode of ['none', 'client-side', 'istio-sidecar', 'istio-ambient']) {
    const objects = render({ values: { mesh: { mode } } });
    assert.equal(variable(objects, 'grpc-client', 'HELLO_MESH_MODE'), mode);
    const name = variable(objects, 'grpc-client', 'HELLO_REPORT_BACKENDS_HOST');
    assert.equal(name, 'grpc-headless.grpc.svc.cluster.local');
  }
});

test('istio-sidecar injects by label, and for Service Mesh 2 by annotation, into a revision if named', {
  skip,
}, () => {
  for (const name of ['grpc-v1', 'grpc-client']) {
    const { labels, annotations } = podOf(inMesh({ revision: 'prod' }), name);
    assert.equal(labels['sidecar.istio.io/inject'], 'true');
    assert.equal(labels['istio.io/rev'], 'prod');
    assert.equal(annotations['sidecar.istio.io/inject'], 'true');
  }
  assert.equal(podOf(inMesh(), 'grpc-v1').labels['istio.io/rev'], undefined);
});

test("The client's proxy keeps the counters that the report reads", { skip }, () => {
  const { annotations } = podOf(inMesh(), 'grpc-client');
  assert.deepEqual(JSON.parse(annotations['proxy.istio.io/config']), {
    holdApplicationUntilProxyStarts: true,
    terminationDrainDuration: '15s',
    proxyStatsMatcher: { inclusionPrefixes: ['cluster.outbound'] },
  });
});

test('istio-sidecar alone sets neither connection pool nor TLS', { skip }, () => {
  assert.deepEqual(only(inMesh(), 'DestinationRule', 'grpc-dr').spec, {
    host,
    subsets: ['1', '2', '3'].map((number) => ({
      name: `v${number}`,
      labels: { 'app.kubernetes.io/version': `l${number}` },
    })),
  });
  assert.deepEqual(only(inMesh(), 'VirtualService', 'grpc-vs').spec, {
    hosts: [host],
    http: [{ route: [{ destination: { host, port: { number: 9000 } } }] }],
  });
});

for (const [preset, http2MaxRequests, maxRequestsPerConnection] of [
  ['article-first', 1, 1],
  ['article-second', 50, 100],
] as const) {
  test(`the preset ${preset} is the article's connection pool, and logs connections`, { skip }, () => {
    const objects = inMesh({ preset });
    assert.deepEqual(only(objects, 'DestinationRule').spec.trafficPolicy, {
      tls: { mode: 'ISTIO_MUTUAL' },
      connectionPool: {
        http: { http1MaxPendingRequests: 1, http2MaxRequests, maxRequestsPerConnection },
        tcp: { maxConnections: 1 },
      },
    });
    const { annotations } = podOf(objects, 'grpc-client');
    assert.equal(annotations['sidecar.istio.io/componentLogLevel'], 'pool:debug,misc:error');
  });
}

test('What Istio defines is passed through whole', { skip }, () => {
  const trafficPolicy = { outlierDetection: { consecutive5xxErrors: 0, baseEjectionTime: '1s' } };
  const route = { timeout: '0s', retries: { attempts: 0 }, fault: { abort: { grpcStatus: 'ABORTED' } } };
  const objects = inMesh({ trafficPolicy, route });
  assert.deepEqual(only(objects, 'DestinationRule').spec.trafficPolicy, trafficPolicy);
  const [{ route: _route, ...given }] = only(objects, 'VirtualService').spec.http;
  assert.deepEqual(given, route);
});

test('Weights go to subsets, 0 included, and helm test asks for them', { skip }, () => {
  const versions = [90, 10, 0].map((weight, index) => ({ name: `v${index}`, label: `l${index}`, weight }));
  const objects = inMesh({}, { server: { versions } });
  assert.deepEqual(
    only(objects, 'VirtualService').spec.http[0].route,
    versions.map(({ name, weight }) => ({
      destination: { host, subset: name, port: { number: 9000 } },
      weight,
    })),
  );
  assert.equal(testWords(objects).at(-1), 'weights:l0=90,l1=10');
});

test('istio-ambient enrols pods, and gives the Service a waypoint if wanted', { skip }, () => {
  const objects = render({ values: { mesh: { mode: 'istio-ambient' } } });
  assert.equal(podOf(objects, 'grpc-client').labels['istio.io/dataplane-mode'], 'ambient');
  assert.equal(podOf(objects, 'grpc-v1').labels['sidecar.istio.io/inject'], undefined);
  const { labels } = only(objects, 'Service', 'grpc').metadata;
  assert.equal(labels?.['istio.io/use-waypoint'], only(objects, 'Gateway').metadata.name);
  const without = render({ values: { mesh: { mode: 'istio-ambient', waypoint: { enabled: false } } } });
  assert.ok(without.every(({ kind }) => kind !== 'Gateway'));
  assert.equal(testWords(without).at(-1), 'pinned');
});

test('helm test asks for what the mode promises, and ends with a sidecar', { skip }, () => {
  const words = (mode: string) => testWords(render({ values: { mesh: { mode } } })).slice(-4);
  assert.deepEqual(words('none'), ['--requests', 'auto', '--expect', 'pinned']);
  for (const mode of ['client-side', 'istio-sidecar', 'istio-ambient'])
    assert.equal(words(mode).at(-1), 'balanced');
  const script = (objects: readonly KubernetesObject[]) => only(objects, 'Pod').spec.containers[0].command[2];
  assert.match(script(inMesh()), /quitquitquit/);
  assert.doesNotMatch(script(render()), /quitquitquit/);
});

test('With one server nothing is asked of its share, nor where a hash decides', { skip }, () => {
  const versions = [{ name: 'v1', label: 'l1' }];
  assert.equal(testWords(render({ values: { server: { versions } } })).at(-1), 'any');
  const trafficPolicy = { loadBalancer: { consistentHash: { useSourceIp: true } } };
  assert.equal(testWords(inMesh({ trafficPolicy })).at(-1), 'any');
});
