import assert from 'node:assert/strict';
import test from 'node:test';
import { type Refusal, testRefusals } from './helpers/chart-refusals.ts';
import { only, render, renderText, whyNoHelm } from './helpers/helm.ts';

const skip = whyNoHelm();
const oneNamespace = (client: object, server: object = {}) => ({
  values: { client: { namespace: { name: '' }, ...client }, server },
});
const versions = (...names: string[]) => ({ versions: names.map((name) => ({ name, label: name })) });
const config = { numrequest: 3 };

const refusals: readonly Refusal[] = [
  ...['kube-system', 'openshift-ingress', 'istio-system'].map((namespace) => ({
    name: `servers in ${namespace}`,
    refused: { namespace },
    sentence: `The namespace of the release is "${namespace}", which belongs to the cluster or to the mesh; install the servers into a namespace of their own (helm install -n).`,
    twin: { namespace, values: { server: { enabled: false, namespace: 'grpc' } } },
  })),
  {
    name: 'a version that is called as the waypoint',
    refused: { values: { mesh: { mode: 'istio-ambient' }, server: versions('waypoint') } },
    sentence:
      'server.versions has a version with the name "waypoint", but the Deployment grpc-waypoint is what Istio makes of the waypoint; name the version differently.',
    twin: { values: { mesh: { mode: 'istio-sidecar' }, server: versions('waypoint') } },
  },
  {
    name: 'a client that is called as the headless Service',
    refused: oneNamespace({ name: 'grpc-headless' }),
    sentence:
      'client.name is "grpc-headless", but in one namespace that is the Service whose DNS records are the servers; name the client differently.',
    twin: { values: { client: { name: 'grpc-headless' } } },
  },
  {
    name: 'a client that is called as the Deployment of a version',
    refused: oneNamespace({ name: 'grpc-v2' }),
    sentence:
      'client.name is "grpc-v2", but in one namespace that is the Deployment of server.versions v2; name the client differently.',
    twin: oneNamespace({ name: 'grpc-v2' }, versions('v1')),
  },
  {
    name: 'a ConfigMap of a version that is called as that of the client',
    refused: oneNamespace(
      { name: 'caller' },
      { versions: [{ name: 'client', label: 'l1', config: { numrequest: 3 } }] },
    ),
    sentence:
      'server.versions has a version with the name "client" and a config, but in one namespace the ConfigMap grpcconfig-client is the client\'s; name the version differently.',
    twin: oneNamespace({ name: 'caller' }, versions('client')),
  },
  {
    name: 'one new service account for both',
    refused: oneNamespace({ serviceAccount: { name: 'both' } }, { serviceAccount: { name: 'both' } }),
    sentence:
      'server.serviceAccount.name and client.serviceAccount.name are both "both" in one namespace, and both are to be made; name them differently, or set client.serviceAccount.create to false.',
    twin: oneNamespace(
      { serviceAccount: { name: 'both', create: false } },
      { serviceAccount: { name: 'both' } },
    ),
  },
  {
    name: 'settings of a version beside a ConfigMap that is used as it is',
    refused: {
      values: { config: { existing: 'mine' }, server: { versions: [{ name: 'v1', label: 'l1', config }] } },
    },
    sentence:
      'config.existing is "mine", which is used as it is, but server.versions gives v1 a config; leave one out.',
    twin: { values: { config: { existing: 'mine' } } },
  },
  {
    name: 'a volume that is called as that of the settings',
    refused: { values: { client: { extraVolumes: [{ name: 'quarkus-config-volume', emptyDir: {} }] } } },
    sentence:
      "client.extraVolumes has quarkus-config-volume, which is the chart's own; name it differently, or use config.existing.",
    twin: { values: { client: { extraVolumes: [{ name: 'mine', emptyDir: {} }] } } },
  },
  {
    name: 'an expectation of versions that are not there',
    refused: { values: { client: { test: { expect: 'weights:l1=90,canary=10' } } } },
    sentence:
      'client.test.expect is "weights:l1=90,canary=10", but no version has the label "canary"; the labels of server.versions are l1, l2, l3.',
    twin: { values: { client: { test: { expect: 'weights:l1=90,l2=10' } } } },
  },
];

testRefusals(refusals);

test('Names that YAML takes for numbers, booleans, dates or nothing remain names', { skip }, () => {
  for (const word of ['on', 'null', 'true', 'n']) {
    const values = {
      mesh: { mode: 'istio-ambient', authorization: { enabled: true }, mtls: 'STRICT' },
      networkPolicy: { enabled: true },
      config: { name: word },
      server: {
        name: word,
        serviceAccount: { name: '0' },
        priorityClassName: '1e3',
        versions: [{ name: '1', label: '1' }],
      },
      client: { namespace: { name: '2024' }, serviceAccount: { name: '12' } },
    };
    const objects = render({ values, namespace: '2024-01-01' });
    for (const { kind, metadata } of objects) {
      assert.equal(typeof metadata.name, 'string', kind);
      if (kind !== 'Namespace') assert.equal(typeof metadata.namespace, 'string', kind);
      for (const value of Object.values(metadata.labels ?? {})) assert.equal(typeof value, 'string', kind);
    }
    assert.equal(only(objects, 'Service', word).spec.selector.app, word);
    assert.equal(only(objects, 'DestinationRule').spec.subsets[0].name, '1');
    const { spec } = only(objects, 'Deployment', `${word}-1`).spec.template;
    assert.deepEqual([spec.serviceAccountName, spec.priorityClassName], ['0', '1e3']);
    assert.equal(spec.volumes[0].configMap.name, word);
  }
});

test('YAML of the first version, as Helm reads it, has the names quoted that it would misread', {
  skip,
}, () => {
  const text = renderText({ values: { server: { name: 'on' }, client: { namespace: { name: '0x10' } } } });
  assert.match(text, /^ {2}namespace: "0x10"$/m);
  assert.match(text, /^ {2}name: "on"$/m);
  assert.doesNotMatch(text, /: (?:on|0x10)$/m);
});

test('Two releases in one namespace have a ConfigMap each', { skip }, () => {
  const servers = render({ values: { client: { enabled: false } } });
  const values = { server: { enabled: false }, client: { namespace: { name: '' } } };
  const client = render({ values, release: 'caller' });
  const nameOf = (objects: typeof servers) => only(objects, 'ConfigMap').metadata.name;
  assert.deepEqual([nameOf(servers), nameOf(client)], ['grpcconfig', 'grpcconfig-client']);
  const { volumes } = only(client, 'Deployment').spec.template.spec;
  assert.equal(volumes[0].configMap.name, 'grpcconfig-client');
});

test("Annotations for Helm are the chart's, and stand once", { skip }, () => {
  const values = {
    client: {
      namespace: { annotations: { 'helm.sh/resource-policy': 'delete', team: 'mine' } },
      podAnnotations: {
        'helm.sh/hook': 'pre-install',
        'helm.sh/hook-delete-policy': 'hook-failed',
        team: 'mine',
      },
    },
  };
  const objects = render({ values });
  const namespace = only(objects, 'Namespace').metadata.annotations;
  assert.deepEqual(namespace, { 'helm.sh/resource-policy': 'keep', team: 'mine' });
  const pod = only(objects, 'Pod').metadata.annotations;
  assert.deepEqual([pod?.['helm.sh/hook'], pod?.team], ['test', 'mine']);
});
