import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { startTestClient, startTestServer } from './helpers/services.ts';

const chapters = readFileSync(join(__dirname, '../docs/metrics.md'), 'utf8').split('\n## ').slice(1);

/** The rows of the chapters that concern a service: name, type and labels. */
function rowsFor(service: 'Server' | 'Client') {
  return chapters
    .filter((chapter) => !chapter.startsWith(service === 'Server' ? 'Client' : 'Server'))
    .flatMap((chapter) => [...chapter.matchAll(/^\| `(\w+)` \| (\w+) \| (.*?) \|/gm)])
    .map(([, name = '', type, labels = '']) => ({ name, type, labels: labels.match(/\w+/g) ?? [] }));
}

for (const service of ['Server', 'Client'] as const) {
  test(`docs/metrics.md lists what the ${service.toLowerCase()} exposes, and nothing else`, async (t) => {
    const server = await startTestServer(t);
    const client = await startTestClient(t, server.grpcPort);
    for (const path of ['grpc', 'report', 'nowhere'])
      await fetch(`http://127.0.0.1:${client.httpPort}/hello/${path}`);
    const { httpPort } = service === 'Server' ? server : client;
    const text = await (await fetch(`http://127.0.0.1:${httpPort}/q/metrics`)).text();
    const exposed = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => `${name} ${type}`);
    const rows = rowsFor(service);
    assert.deepEqual(exposed.toSorted(), rows.map(({ name, type }) => `${name} ${type}`).toSorted());
    for (const [, sample = '', set = ''] of text.matchAll(/^(\w+)\{(.*)\} \S+$/gm)) {
      const name = sample.replace(/_(bucket|sum|count)$/, '');
      const row = rows.find((candidate) => candidate.name === sample || candidate.name === name);
      const labels = [...set.matchAll(/(\w+)="(?:[^"\\]|\\.)*"/g)].map(([, label]) => label);
      assert.deepEqual(
        labels.filter((label) => label !== 'le').toSorted(),
        row?.labels.toSorted(),
        `${sample}{${set}}`,
      );
    }
  });
}
