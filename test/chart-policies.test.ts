import assert from 'node:assert/strict';
import test from 'node:test';
import { only, render, whyNoHelm } from './helpers/helm.ts';

const host = 'grpc.grpc.svc.cluster.local';
const skip = whyNoHelm();
const inMesh = (mesh: object = {}) => render({ values: { mesh: { mode: 'istio-sidecar', ...mesh } } });

test('The gateway is bound, and the mesh stays bound', { skip }, () => {
  const objects = inMesh({ gateway: { enabled: true, hosts: ['a.example.com'], route: { enabled: true } } });
  const { hosts, gateways } = only(objects, 'VirtualService').spec;
  assert.deepEqual(
    [hosts, gateways],
    [
      [host, 'a.example.com'],
      ['mesh', 'grpc-gateway'],
    ],
  );
  assert.deepEqual(only(objects, 'Gateway', 'grpc-gateway').spec, {
    selector: { istio: 'ingressgateway' },
    servers: [
      {
        hosts: ['a.example.com'],
        port: { number: 443, protocol: 'HTTPS', name: 'HTTPS' },
        tls: { mode: 'MUTUAL', credentialName: 'istio-ingressgateway-certs' },
      },
    ],
  });
  const { metadata, spec } = only(objects, 'Route', 'grpc-grpc-gateway');
  assert.equal(metadata.namespace, 'istio-system');
  assert.deepEqual(spec, {
    host: 'a.example.com',
    to: { kind: 'Service', name: 'istio-ingressgateway', weight: 100 },
    port: { targetPort: 'https' },
    tls: { termination: 'passthrough' },
    wildcardPolicy: 'None',
  });
});

test('A plaintext gateway speaks gRPC', { skip }, () => {
  const gateway = { enabled: true, hosts: ['a.example.com'], tls: 'PLAINTEXT', port: 80 };
  const [server] = only(inMesh({ gateway }), 'Gateway').spec.servers;
  assert.deepEqual(server.port, { number: 80, protocol: 'GRPC', name: 'GRPC' });
  assert.equal(server.tls, undefined);
});

test('Only the client, and only the methods named, are let through', { skip }, () => {
  const policy = only(inMesh({ authorization: { enabled: true } }), 'AuthorizationPolicy').spec;
  assert.deepEqual(policy.rules, [
    {
      from: [{ source: { principals: ['cluster.local/ns/test/sa/grpc-client'] } }],
      to: [{ operation: { methods: ['POST'], paths: ['/helloworld.Greeter/SayHello'] } }],
    },
  ]);
});

test('Policies go to pods that have proxies, and to the Service where a waypoint stands', { skip }, () => {
  const wishes = { authorization: { enabled: true }, tracing: { provider: 'otel', samplingPercentage: 0 } };
  const sidecar = inMesh(wishes);
  const ambient = inMesh({ ...wishes, mode: 'istio-ambient' });
  const targetRefs = [{ group: '', kind: 'Service', name: 'grpc' }];
  for (const kind of ['AuthorizationPolicy', 'Telemetry']) {
    assert.equal(only(sidecar, kind, 'grpc').spec.selector.matchLabels.app, 'grpc');
    assert.deepEqual(only(ambient, kind, 'grpc').spec.targetRefs, targetRefs);
  }
  assert.equal(only(ambient, 'Telemetry').spec.tracing[0].randomSamplingPercentage, 0);
});

test('Nobody reaches the servers of an ambient mesh round the waypoint', { skip }, () => {
  const { selector, action, rules } = only(
    inMesh({ mode: 'istio-ambient', authorization: { enabled: true }, trustDomain: 'example.org' }),
    'AuthorizationPolicy',
    'grpc-pods',
  ).spec;
  assert.deepEqual([selector.matchLabels.app, action], ['grpc', 'ALLOW']);
  assert.deepEqual(rules, [
    { from: [{ source: { principals: ['example.org/ns/grpc/sa/grpc-waypoint'] } }] },
    { to: [{ operation: { notPorts: ['9000'] } }] },
  ]);
  const sidecar = inMesh({ authorization: { enabled: true } });
  assert.equal(sidecar.filter(({ kind }) => kind === 'AuthorizationPolicy').length, 1);
});

test('Telemetry is left alone unless a provider is named', { skip }, () => {
  assert.ok(inMesh().every(({ kind }) => kind !== 'Telemetry'));
});

test('Service Mesh 2 is joined in both namespaces, and nobody else is thrown out', { skip }, () => {
  const members = inMesh({ serviceMeshMember: { enabled: true } }).filter(({ apiVersion }) =>
    apiVersion.startsWith('maistra.io'),
  );
  assert.deepEqual(
    members.map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace]),
    [
      ['ServiceMeshMember', 'default', 'grpc'],
      ['ServiceMeshMember', 'default', 'test'],
    ],
  );
});

test('The newest version of an API that the cluster has is used, unless another is forced', { skip }, () => {
  const apiVersion = (apis: string[], networking = '') => {
    const mesh = { mode: 'istio-sidecar', apiVersions: { networking } };
    return only(render({ values: { mesh }, apis }), 'VirtualService').apiVersion;
  };
  const old = ['networking.istio.io/v1alpha3', 'networking.istio.io/v1beta1'];
  assert.equal(apiVersion(old), 'networking.istio.io/v1beta1');
  assert.equal(apiVersion([...old, 'networking.istio.io/v1']), 'networking.istio.io/v1');
  assert.equal(apiVersion([...old, 'networking.istio.io/v1'], 'v1alpha3'), 'networking.istio.io/v1alpha3');
});
