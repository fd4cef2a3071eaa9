import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { fillFolder, folderWith } from './helpers/folder.ts';
import { allApis, only, render, whyNoHelm } from './helpers/helm.ts';

const skip = whyNoHelm();
const project = join(__dirname, '..');

/** Without a cluster Helm shows no notes, so a copy of the chart puts them where they are shown. */
function notesOf(t: TestContext, values: object): string {
  const chart = folderWith(t);
  cpSync(join(project, 'helm'), chart, { recursive: true });
  const template =
    'kind: Notes\nmetadata:\n  name: notes\ntext: {{ include "grpc-hello.notes" . | toJson }}\n';
  fillFolder(chart, { files: { 'templates/notes.yaml': template } });
  return only(render({ values, chart, apis: allApis }), 'Notes').text;
}

for (const [mode, verdict] of [
  ['none', 'PINNED'],
  ['client-side', 'BALANCED'],
  ['istio-sidecar', 'BALANCED'],
  ['istio-ambient', 'BALANCED'],
] as const) {
  test(`The notes of ${mode} foretell ${verdict}`, { skip }, (t) => {
    const notes = notesOf(t, { mesh: { mode } });
    assert.match(notes, new RegExp(`the answer begins with ${verdict}:\n`));
    assert.match(
      notes,
      /kubectl -n test exec deploy\/grpc-client -- curl -s http:\/\/localhost:8080\/hello\/grpc\n/,
    );
    assert.match(notes, /helm test grpc -n grpc\n/);
  });
}

for (const [numrequest, foretold] of [
  [19, 'UNDECIDED, because 19 calls \\(numrequest\\) tell too little about 3 servers'],
  [20, 'BALANCED'],
] as const) {
  test(`The notes know what ${numrequest} calls can tell of 3 servers`, { skip }, (t) => {
    const notes = notesOf(t, { mesh: { mode: 'client-side' }, config: { data: { numrequest } } });
    assert.match(notes, new RegExp(`begins with ${foretold}:`));
  });
}

test('The notes ask for the weights where there are some', { skip }, (t) => {
  const versions = [75, 25].map((weight, index) => ({ name: `v${index}`, label: `l${index}`, weight }));
  const notes = notesOf(t, { mesh: { mode: 'istio-sidecar' }, server: { versions } });
  assert.match(notes, /requests=auto&expect=weights:l0=75,l1=25'/);
});

test('The notes of a release without a client say where the servers are', { skip }, (t) => {
  const notes = notesOf(t, { client: { enabled: false } });
  assert.match(notes, /It finds the servers at grpc\.grpc\.svc\.cluster\.local:9000\./);
  assert.doesNotMatch(notes, /helm test/);
});

test('The notes tell how to come in through the gateway', { skip }, (t) => {
  const gateway = { enabled: true, hosts: ['a.example.com'] };
  const notes = notesOf(t, { mesh: { mode: 'istio-sidecar', gateway } });
  assert.match(
    notes,
    /-insecure -cert client\.crt -key client\.key -d '\{"name":"test"\}' a\.example\.com:443 /,
  );
});

test('The notes lead to the traces where there is a Jaeger', { skip }, (t) => {
  assert.doesNotMatch(notesOf(t, {}), /Jaeger/);
  const notes = notesOf(t, { observability: { jaeger: { enabled: true } } });
  assert.match(notes, /at http:\/\/localhost:16686\/search\?service=grpc-client\.test:\n/);
  assert.match(notes, /kubectl -n grpc port-forward svc\/jaeger 16686:16686$/);
});
