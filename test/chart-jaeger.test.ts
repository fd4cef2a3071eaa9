import assert from 'node:assert/strict';
import test from 'node:test';
import { only, render, whyNoHelm } from './helpers/helm.ts';

const skip = whyNoHelm();
const withJaeger = (mesh: object = {}) =>
  render({ values: { mesh, observability: { jaeger: { enabled: true } } } });

test('Jaeger takes every way that spans may come, and shows its page', { skip }, () => {
  const objects = withJaeger();
  const { ports } = only(objects, 'Service', 'jaeger').spec;
  const [{ ports: open }] = only(objects, 'Deployment', 'jaeger').spec.template.spec.containers;
  assert.deepEqual(
    ports.map(({ port, protocol }: { port: number; protocol: string }) => `${port}/${protocol}`),
    ['4317/TCP', '4318/TCP', '14268/TCP', '6831/UDP', '6832/UDP', '16686/TCP'],
  );
  for (const { port, targetPort } of ports) {
    assert.equal(open.find(({ name }: { name: string }) => name === targetPort)?.containerPort, port);
  }
});

test('Jaeger asks for no right that Pod Security restricted refuses, and is bounded', { skip }, () => {
  const pod = only(withJaeger(), 'Deployment', 'jaeger').spec.template.spec;
  const [container] = pod.containers;
  assert.deepEqual(pod.securityContext, { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  assert.deepEqual(container.securityContext, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  assert.match(container.args.join(), /max_traces=2000$/);
  assert.ok(container.resources.limits.memory);
});

test('Jaeger stays out of the mesh, and out of the selection of the servers', { skip }, () => {
  const { labels } = only(withJaeger({ mode: 'istio-sidecar' }), 'Deployment', 'jaeger').spec.template
    .metadata;
  assert.equal(labels['sidecar.istio.io/inject'], 'false');
  assert.equal(labels['istio.io/dataplane-mode'], 'none');
  assert.equal(labels.app, 'jaeger');
  assert.equal(labels['app.kubernetes.io/component'], 'jaeger');
});
