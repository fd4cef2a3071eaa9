import assert from 'node:assert/strict';
import test from 'node:test';
import { exampleNames, readRendered } from './helpers/chart-examples.ts';
import { type KubernetesObject, parseObjects } from './helpers/helm.ts';

const kinds = ['PodMonitor', 'PrometheusRule', 'ServiceMonitor'] as const;

const objects = exampleNames().flatMap((example) =>
  parseObjects(Object.values(readRendered(example)).join('\n'))
    .filter(({ apiVersion }) => apiVersion.startsWith('monitoring.coreos.com/'))
    .map((object) => ({ example, object })),
);

/** Throws what does not fit; fields that the operator does not know are not noticed. */
async function validate(object: KubernetesObject): Promise<void> {
  // The package has no form that could be imported above.
  const models = await import('@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1');
  const Model = models[object.kind as (typeof kinds)[number]] as new (data: never) => { validate(): void };
  new Model(object as never).validate();
}

for (const { example, object } of objects) {
  const name = `${object.kind} ${object.metadata.name} of the example ${example}`;
  test(`${name} fits the schema of the Prometheus Operator`, async () => {
    await assert.doesNotReject(validate(object));
  });
}

test('the examples have every kind of the Prometheus Operator that the chart makes', () => {
  assert.deepEqual([...new Set(objects.map(({ object }) => object.kind))].sort(), kinds);
});

test('what the operator would refuse is noticed', async () => {
  const monitor = objects.find(({ object }) => object.kind === 'ServiceMonitor')?.object;
  assert.ok(monitor);
  const endpoints = [{ targetPort: 'http', relabelings: [{ action: 'kep' }] }];
  await assert.rejects(validate({ ...monitor, spec: { ...monitor.spec, endpoints } }), /action/);
});
