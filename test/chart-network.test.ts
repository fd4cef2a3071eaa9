import assert from 'node:assert/strict';
import test from 'node:test';
import { only, render, whyNoHelm } from './helpers/helm.ts';

const skip = whyNoHelm();
const metricsFrom = [{ namespaceSelector: { matchLabels: { name: 'monitoring' } } }];

function policies(mode: string, mesh: object = {}) {
  const values = { mesh: { mode, ...mesh }, networkPolicy: { enabled: true, metricsFrom } };
  const objects = render({ values });
  const [server, client] = ['grpc', 'grpc-client'].map((name) => only(objects, 'NetworkPolicy', name).spec);
  return { server, client };
}

const portsOf = ({ ports }: { ports: { port: number }[] }) => ports.map(({ port }) => port);

for (const [mode, http, calls] of [
  ['none', [8080], [9000]],
  ['client-side', [8080], [9000]],
  ['istio-sidecar', [8080, 15020], [9000]],
  ['istio-ambient', [8080, 15008], [9000, 15008]],
] as const) {
  test(`Network policies of ${mode} open the ports that its traffic takes`, { skip }, () => {
    const { server, client } = policies(mode);
    assert.deepEqual(portsOf(server.ingress[0]), calls);
    assert.deepEqual(portsOf(server.ingress[1]), http);
    assert.deepEqual(portsOf(client.ingress[0]), http);
    assert.deepEqual(portsOf(client.egress.at(-1)), calls);
  });
}

test('Network policies let the probes of an ambient mesh in, which come from an address of its own', {
  skip,
}, () => {
  const probes = {
    from: [
      { ipBlock: { cidr: '169.254.7.127/32' } },
      { ipBlock: { cidr: 'fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128' } },
    ],
  };
  for (const waypoint of [{ enabled: true }, { enabled: false }]) {
    const { server, client } = policies('istio-ambient', { waypoint });
    assert.deepEqual(server.ingress.at(-1), probes);
    assert.deepEqual(client.ingress.at(-1), probes);
  }
  assert.equal(policies('istio-sidecar').server.ingress.length, 2);
});

test('Network policies let the waypoint in and calls out to it, and the control plane only to sidecars', {
  skip,
}, () => {
  const waypoint = { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'grpc-waypoint' } };
  const { server, client } = policies('istio-ambient');
  assert.deepEqual(server.ingress[0].from[1], { podSelector: waypoint });
  assert.deepEqual(client.egress.at(-1).to[1].podSelector, waypoint);
  const asksControlPlane = (mode: string) => JSON.stringify(policies(mode)).split('15012').length - 1;
  assert.deepEqual(
    ['none', 'client-side', 'istio-sidecar', 'istio-ambient'].map(asksControlPlane),
    [0, 0, 2, 0],
  );
});
