import assert from 'node:assert/strict';
import test from 'node:test';
import { only, render, whyNoHelm } from './helpers/helm.ts';

const skip = whyNoHelm();

test('0 counts as a number: no pods, no drain', { skip }, () => {
  const versions = [
    { name: 'v1', label: 'l1', replicas: 0 },
    { name: 'v2', label: 'l2' },
  ];
  const objects = render({ values: { server: { versions, drainSeconds: 0 }, client: { replicas: 0 } } });
  const replicas = (name: string) => only(objects, 'Deployment', name).spec.replicas;
  assert.deepEqual([replicas('grpc-v1'), replicas('grpc-v2'), replicas('grpc-client')], [0, 1, 0]);
  const { env } = only(objects, 'Deployment', 'grpc-v2').spec.template.spec.containers[0];
  assert.equal(env.at(-2).value, '0s');
});

test('A budget lets one pod of all versions go, however few there are', { skip }, () => {
  const podDisruptionBudget = { enabled: true };
  const objects = render({ values: { server: { podDisruptionBudget }, client: { podDisruptionBudget } } });
  for (const name of ['grpc', 'grpc-client']) {
    assert.deepEqual(only(objects, 'PodDisruptionBudget', name).spec, {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { app: name, 'app.kubernetes.io/instance': 'grpc' } },
    });
  }
});

test('A budget has no field that an old cluster does not know', { skip }, () => {
  const values = { server: { podDisruptionBudget: { enabled: true } } };
  const { spec } = only(render({ values, kubernetes: '1.25.0' }), 'PodDisruptionBudget');
  assert.equal(spec.unhealthyPodEvictionPolicy, undefined);
});

test('Autoscaled Deployments leave the number of pods to their autoscaler', { skip }, () => {
  const objects = render({ values: { server: { autoscaling: { enabled: true, minReplicas: 2 } } } });
  const scalers = objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
  assert.deepEqual(
    scalers.map(({ spec }) => [spec.scaleTargetRef.name, spec.minReplicas, spec.maxReplicas]),
    ['grpc-v1', 'grpc-v2', 'grpc-v3'].map((name) => [name, 2, 5]),
  );
  assert.equal(only(objects, 'Deployment', 'grpc-v1').spec.replicas, undefined);
});

test('A namespace that is not to be made, or is the own one, is not made', { skip }, () => {
  for (const namespace of [{ create: false }, { name: 'grpc' }, { name: '' }]) {
    assert.ok(render({ values: { client: { namespace } } }).every(({ kind }) => kind !== 'Namespace'));
  }
});

test('In one namespace every object has a name of its own', { skip }, () => {
  const names = render({ values: { client: { namespace: { name: '' } } } }).map(
    ({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`,
  );
  assert.equal(new Set(names).size, names.length);
});

test('Two releases make what one makes', { skip }, () => {
  const names = (...inputs: Parameters<typeof render>[0][]) =>
    inputs
      .flatMap((input) => render(input))
      .filter(({ kind }) => kind !== 'Namespace')
      .map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)
      .sort();
  const servers = { values: { client: { enabled: false } } };
  const client = {
    values: { server: { enabled: false, namespace: 'grpc' } },
    release: 'caller',
    namespace: 'test',
  };
  assert.deepEqual(names(servers, client), names({}));
});

test('Network policies name exact ports, and both ends agree', { skip }, () => {
  const objects = render({ values: { networkPolicy: { enabled: true } } });
  const server = only(objects, 'NetworkPolicy', 'grpc').spec;
  const client = only(objects, 'NetworkPolicy', 'grpc-client').spec;
  assert.deepEqual(server.ingress[0].ports, [{ port: 9000, protocol: 'TCP' }]);
  assert.deepEqual(client.egress.at(-1).ports, [{ port: 9000, protocol: 'TCP' }]);
  assert.deepEqual(client.ingress, [{ ports: [{ port: 8080, protocol: 'TCP' }] }]);
  const [peer] = server.ingress[0].from;
  assert.deepEqual(peer.namespaceSelector.matchLabels, { 'kubernetes.io/metadata.name': 'test' });
  assert.deepEqual(peer.podSelector.matchExpressions[0].values, ['client', 'test']);
});

test('An image is named by its digest before its tag, and a version may have another one', { skip }, () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const versions = [{ name: 'v1', label: 'l1', image: { tag: '2' } }];
  const objects = render({ values: { server: { versions }, client: { image: { tag: '3', digest } } } });
  const image = (name: string) => only(objects, 'Deployment', name).spec.template.spec.containers[0].image;
  assert.equal(image('grpc-v1'), 'grpc-hello-server:2');
  assert.equal(image('grpc-client'), `grpc-hello-client@${digest}`);
});

test('A version with another tag or repository leaves the digest of all servers, and may have its own', {
  skip,
}, () => {
  const [common, own] = ['a', 'b'].map((digit) => `sha256:${digit.repeat(64)}`);
  const versions = [
    { name: 'v1', label: 'l1' },
    { name: 'v2', label: 'l2', image: { tag: 'canary' } },
    { name: 'v3', label: 'l3', image: { repository: 'fork', digest: own } },
    { name: 'v4', label: 'l4', image: { digest: '' } },
  ];
  const objects = render({ values: { server: { versions, image: { tag: '2', digest: common } } } });
  assert.deepEqual(
    versions.map(
      ({ name }) => only(objects, 'Deployment', `grpc-${name}`).spec.template.spec.containers[0].image,
    ),
    [`grpc-hello-server@${common}`, 'grpc-hello-server:canary', `fork@${own}`, 'grpc-hello-server:2'],
  );
});

test('Great numbers are written as numbers', { skip }, () => {
  const podDisruptionBudget = { enabled: true, maxUnavailable: 1_000_000 };
  const objects = render({ values: { client: { podDisruptionBudget, test: { requests: 1_000_000 } } } });
  assert.equal(only(objects, 'PodDisruptionBudget').spec.maxUnavailable, 1_000_000);
  const { command } = only(objects, 'Pod').spec.containers[0];
  assert.equal(command[command.indexOf('--requests') + 1], '1000000');
});
