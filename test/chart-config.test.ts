import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import fc from 'fast-check';
import { createLookup } from '../services/shared/config/lookup.ts';
import { readSources } from '../services/shared/config/sources.ts';
import { folderWith } from './helpers/folder.ts';
import { findHelms, type KubernetesObject, only, render, whyNoHelm } from './helpers/helm.ts';

type Settings = Record<string, string | number | boolean>;

/** What has a meaning somewhere on the way: in YAML, in templates, in .properties files, in expressions. */
const piece = fc.oneof(
  fc.constantFrom(
    '"',
    "'",
    '\n',
    '\r',
    '\t',
    '\f',
    ' ',
    '  ',
    '{{ .Values }}',
    '{{',
    '}}',
    '\u0024{x}',
    '$$',
    '\\',
  ),
  fc.constantFrom('#', '!', '=', ':', '---', '- ', '|', '>', '&a', '*a', '%', '@', '\\u0041', '\0'),
  fc.constantFrom('\u2028', '\u00A0', '\uFEFF', 'ü', '日本', '🎈', '\u3000', 'true', '1e3', 'null', '~'),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
/** Helm itself refuses values with these, whatever the chart. */
const unknownToHelm = /[\u007F-\u009F\uFFFE\uFFFF]/;
const text = fc
  .array(piece, { maxLength: 5 })
  .map((pieces) => pieces.join(''))
  .filter((given) => !unknownToHelm.test(given));
/** A name that begins with % is about profiles. */
const key = text.filter((name) => name !== '' && !name.startsWith('%'));
const settings = fc.uniqueArray(fc.tuple(key, text), {
  selector: ([name]) => name,
  minLength: 60,
  maxLength: 80,
});

/** What a service reads when the ConfigMap is mounted, expressions left as they are. */
function readBack(t: TestContext, configMap: KubernetesObject) {
  const workingDirectory = folderWith(t, {
    files: { 'config/application.properties': configMap.data['application.properties'] },
  });
  const { sources, profiles } = readSources({
    systemProperties: new Map([['mp.config.property.expressions.enabled', 'false']]),
    environment: {},
    workingDirectory,
    builtIn: new Map(),
  });
  const lookup = createLookup(sources, profiles);
  return (name: string) => lookup(name)?.value;
}

test('Any settings reach the service as they were given', { skip: whyNoHelm() }, (t) => {
  for (const helm of findHelms()) {
    fc.assert(
      fc.property(settings, (pairs) => {
        const data = Object.fromEntries(pairs);
        const read = readBack(
          t,
          only(
            render({ values: { config: { data }, client: { namespace: { name: 'grpc' } } }, helm }),
            'ConfigMap',
            'grpcconfig-client',
          ),
        );
        for (const [name, value] of pairs) assert.equal(read(name), value, JSON.stringify(name));
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }
});

test('Numbers and booleans are written as people write them', { skip: whyNoHelm() }, (t) => {
  const data: Settings = { a: 0, b: 4194304, c: 0.5, d: false, e: '', f: 9007199254740991, numrequest: -1 };
  const read = readBack(t, clientConfig({ config: { data } }));
  for (const [name, value] of Object.entries(data)) assert.equal(read(name), String(value), name);
});

test('A setting that is null is left out', { skip: whyNoHelm() }, (t) => {
  const read = readBack(t, clientConfig({ config: { data: { teststring: null } } }));
  assert.equal(read('teststring'), undefined);
});

test('The host that is given counts before the one of the mode', { skip: whyNoHelm() }, (t) => {
  const name = 'quarkus.grpc.clients.hello.host';
  const mesh = { mode: 'client-side' };
  assert.equal(readBack(t, clientConfig({ mesh }))(name), 'dns:///grpc-headless.grpc.svc.cluster.local:9000');
  assert.equal(readBack(t, clientConfig({ mesh, config: { data: { [name]: 'mine' } } }))(name), 'mine');
});

test('A setting in the map is not overruled by the environment', { skip: whyNoHelm() }, () => {
  const name = 'HELLO_REPORT_BACKENDS_HOST';
  const data = { 'hello.report.backends.host': 'mine' };
  assert.ok(variables({}).includes(name));
  assert.ok(!variables({ config: { data } }).includes(name));
});

test('A variable of the user stands for the one of the chart', { skip: whyNoHelm() }, () => {
  const extraEnv = [{ name: 'HELLO_MESH_MODE', value: 'none' }];
  assert.equal(variables({ client: { extraEnv } }).filter((name) => name === 'HELLO_MESH_MODE').length, 1);
});

test('A version with settings of its own has a ConfigMap of its own', { skip: whyNoHelm() }, (t) => {
  const versions = [
    { name: 'v1', label: 'l1', config: { 'quarkus.log.level': 'DEBUG' } },
    { name: 'v2', label: 'l2' },
  ];
  const objects = render({ values: { server: { versions } } });
  const read = readBack(t, only(objects, 'ConfigMap', 'grpcconfig-v1'));
  assert.deepEqual([read('quarkus.log.level'), read('teststring')], ['DEBUG', 'prom']);
  assert.equal(mountedBy(only(objects, 'Deployment', 'grpc-v1')), 'grpcconfig-v1');
  assert.equal(mountedBy(only(objects, 'Deployment', 'grpc-v2')), 'grpcconfig');
});

test('Pods restart when their settings change, unless that is switched off', { skip: whyNoHelm() }, () => {
  const sum = (values: object) => {
    const client = only(render({ values }), 'Deployment', 'grpc-client');
    return client.spec.template.metadata.annotations['checksum/config'];
  };
  const changed = { data: { numrequest: 5 } };
  assert.notEqual(sum({ config: changed }), sum({}));
  assert.equal(sum({ config: { ...changed, checksum: false } }), undefined);
});

test('A ConfigMap that exists is used as it is, and the mode dials all the same', {
  skip: whyNoHelm(),
}, () => {
  const values = { config: { existing: 'mine' }, mesh: { mode: 'client-side' } };
  const objects = render({ values });
  assert.ok(objects.every(({ kind }) => kind !== 'ConfigMap'));
  const client = only(objects, 'Deployment', 'grpc-client');
  assert.equal(mountedBy(client), 'mine');
  const host = client.spec.template.spec.containers[0].env.find(
    ({ name }: { name: string }) => name === 'QUARKUS_GRPC_CLIENTS_HELLO_HOST',
  );
  assert.equal(host.value, 'dns:///grpc-headless.grpc.svc.cluster.local:9000');
});

/** With everything in one namespace, the client's ConfigMap has a name of its own. */
function clientConfig(values: object): KubernetesObject {
  return only(
    render({ values: { client: { namespace: { name: 'grpc' } }, ...values } }),
    'ConfigMap',
    'grpcconfig-client',
  );
}

function variables(values: object): string[] {
  const { spec } = only(render({ values }), 'Deployment', 'grpc-client');
  return spec.template.spec.containers[0].env.map(({ name }: { name: string }) => name);
}

function mountedBy({ spec }: KubernetesObject): string {
  return spec.template.spec.volumes[0].configMap.name;
}
