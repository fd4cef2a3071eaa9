import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import packageJson from '../package.json';
import { clientKeys } from '../services/client/config.ts';
import { serverKeys } from '../services/server/config.ts';
import { freePorts, listeningPorts, startProcess } from './helpers/process.ts';
import { startTestClient, startTestServer } from './helpers/services.ts';

const project = join(__dirname, '..');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/differences.md',
  'docs/configuration.md',
  'docs/report.md',
  'docs/metrics.md',
  'docs/statistics.md',
  'docs/troubleshooting.md',
  'docs/walkthrough.md',
  'docs/tracing.md',
  'helm/README.md',
];
const read = (path: string) => readFileSync(join(project, path), 'utf8');

for (const document of documents) {
  const text = read(document);

  test(`every npm script that ${document} names exists`, () => {
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
    for (const script of named) assert.ok(script && script in packageJson.scripts, `npm run ${script}`);
  });

  test(`every file that ${document} links to exists`, () => {
    const links = [...text.matchAll(/\]\((?!http)([^)#]+)/g)].map(([, link]) => link ?? '');
    for (const link of links) assert.ok(existsSync(join(project, dirname(document), link)), link);
  });

  test(`every setting that ${document} gives exists`, () => {
    const known = [...Object.values(serverKeys), ...Object.values(clientKeys)].map(({ name }) => name);
    const given = [...text.matchAll(/-D([\w.-]+\w)=/g)]
      .map(([, key]) => key ?? '')
      .filter((key) => key !== 'key');
    for (const key of given) assert.ok(known.includes(key), `-D${key}`);
  });
}

test('every endpoint that the README names answers on the service it names', async (t) => {
  const server = await startTestServer(t);
  const client = await startTestClient(t, server.grpcPort);
  const rows = read('README.md')
    .split('\n')
    .filter((line) => line.startsWith('| '));
  const clientRow = rows.findIndex((row) => row.includes('**client**'));
  for (const [index, row] of rows.entries()) {
    const { httpPort } = index < clientRow ? server : client;
    for (const [, path = ''] of row.matchAll(/`(\/(?:hello|q)\/[^`]+)`/g)) {
      const url = `http://127.0.0.1:${httpPort}${path.replace('{name}', 'neo')}`;
      assert.equal((await fetch(url)).status, 200, url);
    }
  }
});

test('the ConfigMap of the README is the one that the lab reads', () => {
  const [, shown] = /```properties\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
  assert.equal(shown, read('services/lab/config/application.properties'));
});

test('the commands of the README start the services', async (t) => {
  const commands = [...read('README.md').matchAll(/^node dist\/(server|client)\.js((?! report).*)$/gm)];
  assert.deepEqual(
    commands.map(([, service]) => service),
    ['server', 'client'],
  );
  for (const [, service, settings = ''] of commands) {
    const given = settings
      .trim()
      .split(' ')
      .filter((part) => part !== '')
      .map((part) => part.slice('-D'.length).split('='));
    const started = startProcess(t, service as 'server' | 'client', {
      settings: { ...Object.fromEntries(given), ...freePorts },
    });
    assert.ok((await listeningPorts(started)).http > 0);
  }
});
