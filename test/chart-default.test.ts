import assert from 'node:assert/strict';
import test from 'node:test';
import { findHelms, type KubernetesObject, only, render, renderText, whyNoHelm } from './helpers/helm.ts';

const modes = ['none', 'client-side', 'istio-sidecar', 'istio-ambient'] as const;

/** The text of the article's two ConfigMaps. */
const properties = `numrequest: 25
quarkus.grpc.clients.hello.host: grpc.grpc.svc.cluster.local
teststring: prom
`;

test('The default rendering', { skip: whyNoHelm() }, async (t) => {
  const objects = render();
  const servers = ['grpc-v1', 'grpc-v2', 'grpc-v3'].map((name) => only(objects, 'Deployment', name));
  const client = only(objects, 'Deployment', 'grpc-client');
  const deployments = [...servers, client];
  const podOf = ({ spec }: KubernetesObject) => spec.template.spec;

  await t.test('has the objects of the article under their names, and what makes them sound', () => {
    assert.deepEqual(objects.map(nameOf).sort(), [
      'ConfigMap grpc/grpcconfig',
      'ConfigMap test/grpcconfig',
      'Deployment grpc/grpc-v1',
      'Deployment grpc/grpc-v2',
      'Deployment grpc/grpc-v3',
      'Deployment test/grpc-client',
      'Namespace /test',
      'Pod test/grpc-client-test',
      'Service grpc/grpc',
      'Service grpc/grpc-headless',
      'Service test/grpc-client',
      'ServiceAccount grpc/grpc',
      'ServiceAccount test/grpc-client',
    ]);
  });

  await t.test('has the ConfigMap of the article in both namespaces', () => {
    for (const { kind, data } of objects) {
      if (kind === 'ConfigMap') assert.deepEqual(data, { 'application.properties': properties });
    }
  });

  await t.test('mounts it as the article does, into the container of its name', () => {
    for (const deployment of deployments) {
      const { volumes, containers } = podOf(deployment);
      assert.deepEqual(volumes, [
        { name: 'quarkus-config-volume', configMap: { name: 'grpcconfig', defaultMode: 420 } },
      ]);
      assert.equal(containers[0].name, 'custom-grpc-hello');
      assert.deepEqual(containers[0].volumeMounts, [
        { name: 'quarkus-config-volume', mountPath: '/deployments/config' },
      ]);
    }
  });

  await t.test('gives each server its version, one pod and port 9000', () => {
    for (const [index, { spec }] of servers.entries()) {
      const version = `l${index + 1}`;
      assert.equal(spec.replicas, 1);
      assert.equal(spec.template.metadata.labels['app.kubernetes.io/version'], version);
      assert.deepEqual(spec.template.spec.containers[0].ports[0], {
        name: 'grpc',
        containerPort: 9000,
        protocol: 'TCP',
      });
    }
  });

  await t.test('has the Service of the article, whose protocol a mesh knows, over all versions', () => {
    const { metadata, spec } = only(objects, 'Service', 'grpc');
    assert.equal(metadata.labels?.app, 'grpc');
    assert.deepEqual(spec, {
      ports: [{ name: 'grpc', port: 9000, targetPort: 9000, protocol: 'TCP', appProtocol: 'grpc' }],
      selector: { app: 'grpc', 'app.kubernetes.io/instance': 'grpc' },
    });
    const headless = only(objects, 'Service', 'grpc-headless').spec;
    assert.deepEqual({ ...spec, clusterIP: 'None', publishNotReadyAddresses: false }, headless);
  });

  await t.test('keeps the client out of the selection of the servers, and versions apart', () => {
    const selectors = deployments.map(({ spec }) => spec.selector.matchLabels);
    for (const [index, { spec }] of deployments.entries()) {
      const { labels } = spec.template.metadata;
      const selecting = selectors.filter((selector) =>
        Object.entries(selector).every(([key, value]) => labels[key] === value),
      );
      assert.deepEqual(selecting, [selectors[index]]);
    }
  });

  await t.test('labels pods as Kiali groups them', () => {
    for (const { spec } of deployments) {
      const { labels } = spec.template.metadata;
      assert.equal(labels.app, labels['app.kubernetes.io/name']);
      assert.equal(labels.version, labels['app.kubernetes.io/version']);
    }
    const { metadata, spec } = client;
    assert.equal(spec.template.metadata.labels.app, 'grpc-client');
    assert.equal(metadata.labels?.['app.kubernetes.io/managed-by'], 'Helm');
    assert.equal(spec.template.metadata.labels['helm.sh/chart'], undefined);
  });

  await t.test('asks for no right that Pod Security restricted and restricted-v2 refuse', () => {
    for (const pod of [...deployments.map(podOf), only(objects, 'Pod').spec]) {
      assert.deepEqual(pod.securityContext, {
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      assert.deepEqual(pod.containers[0].securityContext, {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      assert.equal(pod.automountServiceAccountToken, false);
      assert.equal(pod.enableServiceLinks, false);
    }
  });

  await t.test('probes gRPC by gRPC, and drains before the port closes', () => {
    for (const deployment of servers) {
      const [{ readinessProbe, env }] = podOf(deployment).containers;
      assert.deepEqual(readinessProbe.grpc, { port: 9000 });
      assert.deepEqual(env.at(-2), { name: 'QUARKUS_SHUTDOWN_DELAY', value: '5s' });
    }
  });

  await t.test('makes the namespace of the client, and lets it stay', () => {
    const { metadata } = only(objects, 'Namespace', 'test');
    assert.equal(metadata.annotations?.['helm.sh/resource-policy'], 'keep');
  });

  await t.test('is the same with every Helm', () => {
    const [first, ...others] = findHelms().map((helm) => renderText({ helm }));
    for (const other of others) assert.equal(other, first);
  });
});

test('Selectors, names and ports are the same in every mode', { skip: whyNoHelm() }, () => {
  const [first, ...others] = modes.map((mode) => {
    const objects = render({ values: { mesh: { mode } } });
    const kept = objects.filter(({ kind }) => ['Deployment', 'Service', 'ServiceAccount'].includes(kind));
    return kept.map((one) => [nameOf(one), one.spec?.selector, one.spec?.ports]);
  });
  for (const other of others) assert.deepEqual(other, first);
});

test('No variable begins with GRPC_, which the cluster may use', { skip: whyNoHelm() }, () => {
  for (const mode of modes) {
    for (const { kind, spec } of render({ values: { mesh: { mode } } })) {
      const pod = kind === 'Deployment' ? spec.template.spec : kind === 'Pod' ? spec : { containers: [] };
      for (const { env } of pod.containers) {
        for (const { name } of env) assert.doesNotMatch(name, /^GRPC_/);
      }
    }
  }
});

function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}
