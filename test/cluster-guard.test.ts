import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { temporaryFolder } from './helpers/services.ts';

const project = join(__dirname, '..');
const isMissing = spawnSync('kubectl', ['version', '--client']).error !== undefined;
const skip = isMissing && process.env.CI !== 'true' ? 'kubectl is not on this machine' : false;

/** What `npm run test:cluster` says, and how it ends. */
function walk(environment: Readonly<Record<string, string>>) {
  const { KUBECONFIG: _, HELLO_CLUSTER_CONTEXT: __, ...others } = process.env;
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'test/cluster/walkthrough.ts'],
    { cwd: project, env: { ...others, ...environment }, encoding: 'utf8' },
  );
  return { status, said: stderr.trim(), stdout };
}

/** A kubeconfig of a cluster that is not there. */
function kubeconfig(t: test.TestContext): string {
  const path = join(temporaryFolder(t), 'config');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'staging',
    contexts: [{ name: 'staging', context: { cluster: 'staging', user: 'me' } }],
    clusters: [{ name: 'staging', cluster: { server: 'http://127.0.0.1:1' } }],
    users: [{ name: 'me', user: {} }],
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}

test('the walk refuses to begin without a cluster', () => {
  const { status, said, stdout } = walk({});
  assert.equal(status, 2);
  assert.match(said, /^KUBECONFIG names no cluster; [^\n]*$/);
  assert.equal(stdout, '');
});

test('the walk refuses a context that was not named', { skip }, (t) => {
  for (const HELLO_CLUSTER_CONTEXT of ['', 'kind']) {
    const { status, said } = walk({ KUBECONFIG: kubeconfig(t), HELLO_CLUSTER_CONTEXT });
    assert.equal(status, 2);
    assert.match(
      said,
      /^The current context is staging, but HELLO_CLUSTER_CONTEXT says (?:nothing|kind); [^\n]*$/,
    );
  }
});

test('the walk refuses a cluster that does not answer', { skip }, (t) => {
  const { status, said } = walk({ KUBECONFIG: kubeconfig(t), HELLO_CLUSTER_CONTEXT: 'staging' });
  assert.equal(status, 2);
  assert.match(said, /^The cluster staging does not answer: [^\n]*$/);
});
