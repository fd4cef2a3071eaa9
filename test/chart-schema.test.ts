import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import schema from '../helm/values.schema.json';
import { refusal, whyNoHelm } from './helpers/helm.ts';

interface Schema {
  readonly $ref?: string;
  readonly $comment?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
}

const values = parse(readFileSync(join(__dirname, '../helm/values.yaml'), 'utf8'));
const ajv = new Ajv({ strict: false });

test('The defaults fit the schema', () => {
  const validate = ajv.compile(schema);
  assert.ok(validate(values), JSON.stringify(validate.errors));
});

test('The schema is closed at every level, but for what other APIs define', () => {
  for (const [path, one] of everySchema(schema as Schema, 'values')) {
    const isObject = [one.type].flat().includes('object');
    const isOthers = one.$comment !== undefined && one.properties === undefined;
    if (!isObject || isOthers || path.includes('.apiList')) continue;
    assert.notEqual(one.additionalProperties ?? true, true, path);
    if (one.properties !== undefined) assert.equal(one.additionalProperties, false, path);
  }
});

test('Every key of the defaults stands in the schema, and every required one in the defaults', () => {
  compare(schema as Schema, values, 'values');
});

for (const [name, wrong, naming] of [
  ['a misspelt key', { mesh: { moode: 'none' } }, 'moode'],
  ['a misspelt key far down', { mesh: { gateway: { route: { enable: true } } } }, 'enable'],
  ['a misspelt field of a connection pool', pool({ http2MaxRequest: 1 }), 'http2MaxRequest'],
  ['an unknown mode', { mesh: { mode: 'linkerd' } }, 'client-side'],
  ['a wrong type', { client: { replicas: '2' } }, 'replicas'],
  ['a name with a quote', { server: { name: 'gr"pc' } }, 'name'],
  ['a name with a newline', { client: { name: 'a\nb' } }, 'name'],
  ['a name that is a template', { server: { name: '{{ .Release.Name }}' } }, 'name'],
  [
    'a budget that blocks drains',
    { server: { podDisruptionBudget: { maxUnavailable: 0 } } },
    'maxUnavailable',
  ],
  ['a weight beyond 100', { server: { versions: [{ name: 'v1', label: 'l1', weight: 101 }] } }, 'weight'],
  ['a version without label', { server: { versions: [{ name: 'v1' }] } }, 'label'],
  ['an unknown exporter', { observability: { traces: { exporter: 'zipkin' } } }, 'jaeger'],
  ['a sampler with a typo', { observability: { traces: { sampler: 'always' } } }, 'always_on'],
  ['an attribute that would be two', resource('a,b=c'), 'team'],
  ['a duration that Prometheus does not know', { observability: { rules: { window: '5 min' } } }, 'window'],
  ['a share beyond 1', { observability: { rules: { pinned: { share: 99 } } } }, 'share'],
  ['a number that would lose digits', { config: { data: { big: 2 ** 60 } } }, 'big'],
  ['a misspelt field of a security context', context({ readOnlyRootFileSystem: false }), 'FileSystem'],
  ['a misspelt field of a probe', { client: { probes: { liveness: { periodSecond: 5 } } } }, 'periodSecond'],
  ['a probe of a port that cannot be', { server: { probes: { readiness: { grpc: { port: 0 } } } } }, 'port'],
  ['a misspelt field of retries', { mesh: { route: { retries: { attempt: 3 } } } }, 'attempt'],
  ['a misspelt field of outlier detection', outliers({ consecutive5xxError: 1 }), 'consecutive5xxError'],
  ['null for a map', { server: { autoscaling: null } }, 'autoscaling'],
  ['a list for a map', { mesh: { gateway: [] } }, 'gateway'],
  ['a word for a switch', { server: { enabled: 'false' } }, 'enabled'],
  ['no versions at all', { server: { versions: [] } }, 'versions'],
  ['a trust domain that would end the identity', { mesh: { trustDomain: 'a: b #' } }, 'trustDomain'],
  ['a port with a line of its own', routePort('https\n  host: mine'), 'targetPort'],
  ['a variable without name', { client: { extraEnv: [{ value: 'x' }] } }, 'extraEnv'],
  ['a label key that is too long', { labels: { ['k'.repeat(64)]: 'x' } }, 'kkkk'],
  ['an annotation key with a blank', { server: { podAnnotations: { 'a b': 'x' } } }, 'a b'],
] as const) {
  test(`The schema refuses ${name} and names it`, { skip: whyNoHelm() }, () => {
    assert.match(refusal({ values: wrong }), new RegExp(naming));
  });
}

function resource(team: string) {
  return { observability: { traces: { resourceAttributes: { team } } } };
}

function pool(http: object) {
  return { mesh: { mode: 'istio-sidecar', trafficPolicy: { connectionPool: { http } } } };
}

function context(securityContext: object) {
  return { server: { securityContext } };
}

function outliers(outlierDetection: object) {
  return { mesh: { mode: 'istio-sidecar', trafficPolicy: { outlierDetection } } };
}

function routePort(targetPort: string) {
  return { mesh: { gateway: { route: { targetPort } } } };
}

function* everySchema(one: Schema, path: string): Generator<[string, Schema]> {
  yield [path, one];
  const inner = {
    ...one.properties,
    ...(path === 'values' ? (schema.definitions as Record<string, Schema>) : {}),
  };
  for (const [key, value] of Object.entries(inner)) yield* everySchema(value, `${path}.${key}`);
  if (one.items !== undefined) yield* everySchema(one.items, `${path}[]`);
}

function compare(given: Schema, value: unknown, path: string): void {
  const one = resolve(given);
  if (one.properties === undefined || typeof value !== 'object' || value === null) return;
  const keys = Object.keys(value);
  for (const key of one.required ?? [])
    assert.ok(keys.includes(key), `${path}.${key} is required, but has no default`);
  for (const [key, inner] of Object.entries(value)) {
    const property = one.properties[key];
    assert.ok(property, `${path}.${key} is not in the schema`);
    compare(property, inner, `${path}.${key}`);
  }
}

function resolve({ $ref, ...one }: Schema): Schema {
  const name = $ref?.split('/').at(-1);
  return name === undefined ? one : ((schema.definitions as Record<string, Schema>)[name] ?? {});
}
