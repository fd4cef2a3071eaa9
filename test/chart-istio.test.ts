import assert from 'node:assert/strict';
import test from 'node:test';
import * as networking from '@kubernetes-models/istio/networking.istio.io/v1beta1';
import * as security from '@kubernetes-models/istio/security.istio.io/v1beta1';
import * as telemetry from '@kubernetes-models/istio/telemetry.istio.io/v1alpha1';
import { exampleNames, readRendered } from './helpers/chart-examples.ts';
import { type KubernetesObject, parseObjects } from './helpers/helm.ts';

type Model = new (data: never) => { validate(): void };

/** Models of Istio's APIs; the versions of an API share one schema, and the package does not have all of them. */
const models: Readonly<Record<string, { readonly version: string; readonly kinds: object }>> = {
  'networking.istio.io': { version: 'v1beta1', kinds: networking },
  'security.istio.io': { version: 'v1beta1', kinds: security },
  'telemetry.istio.io': { version: 'v1alpha1', kinds: telemetry },
};

/** Throws what does not fit; fields that Istio does not know are not noticed. */
function validate({ apiVersion, kind, ...rest }: KubernetesObject): void {
  const [group = ''] = apiVersion.split('/');
  const { version = '', kinds = {} } = models[group] ?? {};
  const Kind = (kinds as Record<string, Model | undefined>)[kind];
  if (Kind === undefined) throw new Error(`There is no model of ${kind} in ${group}.`);
  new Kind({ apiVersion: `${group}/${version}`, kind, ...rest } as never).validate();
}

const objects = exampleNames().flatMap((example) =>
  parseObjects(Object.values(readRendered(example)).join('\n'))
    .filter(({ apiVersion }) => apiVersion.includes('.istio.io/'))
    .map((object) => ({ example, object })),
);

for (const { example, object } of objects) {
  test(`${object.kind} ${object.metadata.name} of the example ${example} fits the schema of Istio`, () => {
    assert.doesNotThrow(() => validate(object));
  });
}

test('the examples have every kind of Istio that the chart makes', () => {
  const kinds = ['AuthorizationPolicy', 'DestinationRule', 'Gateway', 'PeerAuthentication', 'Telemetry'];
  const found = new Set(objects.map(({ object }) => object.kind));
  assert.deepEqual(
    [...kinds, 'VirtualService'].filter((kind) => !found.has(kind)),
    [],
  );
});

test('what does not fit is noticed', () => {
  const rule = objects.find(({ object }) => object.kind === 'DestinationRule')?.object;
  assert.ok(rule);
  const trafficPolicy = { connectionPool: { http: { http2MaxRequests: 'many' } } };
  assert.throws(() => validate({ ...rule, spec: { ...rule.spec, trafficPolicy } }), /http2MaxRequests/);
});
