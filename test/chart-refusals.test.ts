import assert from 'node:assert/strict';
import test from 'node:test';
import { type Refusal, testRefusals } from './helpers/chart-refusals.ts';
import { refusal, whyNoHelm } from './helpers/helm.ts';

const sidecar = { mode: 'istio-sidecar' };
const versions = (...list: object[]) => ({ values: { mesh: sidecar, server: { versions: list } } });

const refusals: readonly Refusal[] = [
  {
    name: 'a release of nothing',
    refused: { values: { server: { enabled: false }, client: { enabled: false } } },
    sentence:
      'server.enabled and client.enabled are both false, so nothing would be installed; set one of them to true.',
    twin: { values: { server: { enabled: false } } },
  },
  {
    name: 'servers in another namespace than the release',
    refused: { values: { server: { namespace: 'other' } } },
    sentence:
      'server.namespace is "other", but this release makes the servers in its own namespace "grpc"; leave server.namespace empty, or set server.enabled to false.',
    twin: { values: { server: { namespace: 'other', enabled: false } } },
  },
  ...['kube-system', 'openshift-ingress', 'istio-system'].map((name) => ({
    name: `a client in ${name}`,
    refused: { values: { client: { namespace: { name } } } },
    sentence: `client.namespace.name is "${name}", which belongs to the cluster or to the mesh; name a namespace of your own.`,
    twin: { values: { client: { namespace: { name: 'mine' } } } },
  })),
  {
    name: 'one name for both',
    refused: { values: { client: { name: 'grpc' } } },
    sentence:
      'server.name and client.name are both "grpc", so that each would be taken for the other; name them differently.',
    twin: { values: { client: { name: 'caller' } } },
  },
  {
    name: 'two versions with one name',
    refused: versions({ name: 'v1', label: 'l1' }, { name: 'v1', label: 'l2' }),
    sentence:
      'server.versions has two versions with the name "v1"; their Deployments would be one, so give each its own.',
    twin: versions({ name: 'v1', label: 'l1' }, { name: 'v2', label: 'l2' }),
  },
  {
    name: 'two versions with one label',
    refused: versions({ name: 'v1', label: 'l1' }, { name: 'v2', label: 'l1' }),
    sentence:
      'server.versions has two versions with the label "l1"; they could not be told apart, so give each its own.',
    twin: versions({ name: 'v1', label: 'l1' }, { name: 'v2', label: 'l2' }),
  },
  {
    name: 'a weight for some',
    refused: versions({ name: 'v1', label: 'l1', weight: 0 }, { name: 'v2', label: 'l2' }),
    sentence: 'server.versions gives a weight to v1, but none to v2; give one to all, or to none.',
    twin: versions({ name: 'v1', label: 'l1', weight: 0 }, { name: 'v2', label: 'l2', weight: 100 }),
  },
  {
    name: 'weights that do not add up',
    refused: versions({ name: 'v1', label: 'l1', weight: 90 }, { name: 'v2', label: 'l2', weight: 20 }),
    sentence: 'The weights of server.versions add up to 110; make them add up to 100.',
    twin: versions({ name: 'v1', label: 'l1', weight: 90 }, { name: 'v2', label: 'l2', weight: 10 }),
  },
  {
    name: 'autoscaling beside fixed replicas of a version',
    refused: {
      values: {
        server: { autoscaling: { enabled: true }, versions: [{ name: 'v1', label: 'l1', replicas: 0 }] },
      },
    },
    sentence:
      'server.autoscaling.enabled is true, but server.versions fixes the replicas of v1; leave those out, or switch autoscaling off.',
    twin: { values: { server: { autoscaling: { enabled: true }, versions: [{ name: 'v1', label: 'l1' }] } } },
  },
  ...['server', 'client'].flatMap((component) => [
    {
      name: `autoscaling beside fixed replicas of the ${component}`,
      refused: { values: { [component]: { autoscaling: { enabled: true }, replicas: 3 } } },
      sentence: `${component}.autoscaling.enabled is true, but ${component}.replicas is 3; leave replicas out, or switch autoscaling off.`,
      twin: { values: { [component]: { autoscaling: { enabled: true } } } },
    },
    {
      name: `autoscaling of the ${component} between bounds that cross`,
      refused: { values: { [component]: { autoscaling: { enabled: true, minReplicas: 7 } } } },
      sentence: `${component}.autoscaling.minReplicas is 7, more than maxReplicas, which is 5; make it at most that.`,
      twin: { values: { [component]: { autoscaling: { enabled: true, minReplicas: 5 } } } },
    },
    {
      name: `a ${component} that is ended before it has finished`,
      refused: { values: { [component]: { terminationGracePeriodSeconds: 15 } } },
      sentence: `${component}.terminationGracePeriodSeconds is 15, but draining and finishing may take 15 seconds (drainSeconds and shutdownTimeoutSeconds); make it more than that.`,
      twin: { values: { [component]: { terminationGracePeriodSeconds: 16 } } },
    },
    {
      name: `a label of the ${component} that the chart sets`,
      refused: { values: { [component]: { podLabels: { app: 'mine' } } } },
      sentence: `${component}.podLabels has app, which the chart sets itself; leave it out.`,
      twin: { values: { [component]: { podLabels: { team: 'mine' } } } },
    },
  ]),
  {
    name: 'a port that the probes do not know',
    refused: { values: { config: { data: { 'quarkus.http.port': 8081 } } } },
    sentence:
      "config.data has quarkus.http.port: 8081, but the chart's ports and probes go by 8080; leave it out.",
    twin: { values: { config: { data: { 'quarkus.http.port': 8080 } } } },
  },
  {
    name: 'a port of one version that the Service does not know',
    refused: versions({ name: 'v1', label: 'l1', config: { 'quarkus.grpc.server.port': '9001' } }),
    sentence:
      "server.versions[0].config has quarkus.grpc.server.port: 9001, but the chart's ports and probes go by 9000; leave it out.",
    twin: versions({ name: 'v1', label: 'l1', config: { 'quarkus.grpc.server.port': '9000' } }),
  },
];

testRefusals(refusals);

test('All that is wrong is told at once', { skip: whyNoHelm() }, () => {
  const values = { mesh: { ...sidecar, gateway: { enabled: true } }, client: { name: 'grpc' } };
  assert.equal(refusal({ values }).split('\n').length, 2);
});
