import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { exampleNames, readRendered, renderExample } from './helpers/chart-examples.ts';
import { findHelms, kubeVersion, parseObjects, whyNoHelm } from './helpers/helm.ts';

const project = join(__dirname, '..');

/** Kinds whose schemas Kubernetes does not have. */
const customKinds = [
  'VirtualService',
  'DestinationRule',
  'Gateway',
  'PeerAuthentication',
  'AuthorizationPolicy',
  'Telemetry',
  'Route',
  'ServiceMeshMember',
  'ServiceMonitor',
  'PodMonitor',
  'PrometheusRule',
];

for (const example of exampleNames()) {
  for (const helm of findHelms()) {
    test(`the example ${example} is rendered by ${helm} as committed (else: npm run generate:chart)`, () => {
      assert.deepEqual(renderExample(example, helm), readRendered(example));
    });
  }

  test(`the example ${example} is strict YAML, and names each object once`, () => {
    const objects = parseObjects(Object.values(readRendered(example)).join('\n'));
    const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
    assert.equal(new Set(names).size, names.length);
  });

  test(`the example ${example} fits the schemas of Kubernetes`, { skip: whyNoKubeconform() }, () => {
    const words = ['-kubernetes-version', kubeVersion, '-strict', '-skip', customKinds.join(','), '-'];
    const { status, stdout, stderr } = spawnSync(process.env.KUBECONFORM ?? 'kubeconform', words, {
      input: Object.values(readRendered(example)).join('\n'),
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout + stderr);
  });
}

test('the table of values is fresh (else: npm run generate)', () => {
  const path = join(project, 'helm/README.md');
  const before = readFileSync(path, 'utf8');
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/generate-chart-docs.ts'], { cwd: project });
  const after = readFileSync(path, 'utf8');
  writeFileSync(path, before);
  assert.equal(after, before);
});

test('every example of the README exists, and every example is there', () => {
  const linked = readFileSync(join(project, 'helm/README.md'), 'utf8').matchAll(/\]\(examples\/([\w-]+)\//g);
  assert.deepEqual([...linked].map(([, name]) => name).sort(), exampleNames());
});

test('Helm finds nothing to complain about', { skip: whyNoHelm() }, () => {
  for (const helm of findHelms()) {
    const words = ['lint', 'helm', '--strict', '--kube-version', kubeVersion];
    execFileSync(helm, words, { cwd: project, stdio: 'pipe' });
  }
});

function whyNoKubeconform(): string | false {
  if (process.env.CI === 'true' || process.env.KUBECONFORM !== undefined) return false;
  return 'KUBECONFORM does not name a kubeconform; it checks against the schemas of Kubernetes.';
}
