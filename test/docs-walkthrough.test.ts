import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { advice } from '../scripts/troubleshooting/advice.ts';
import { symptoms } from '../scripts/troubleshooting/symptoms.ts';
import { causeRules } from '../services/client/report/cause/find-causes.ts';
import { commands } from './cluster/commands.ts';

const read = (path: string) => readFileSync(join(__dirname, '..', path), 'utf8');
const commandsOf = (document: string) =>
  [...read(document).matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n'));

test('the walk runs every command of docs/walkthrough.md', () => {
  const shown = commandsOf('docs/walkthrough.md').filter((line) => !line.endsWith('npm run test:cluster'));
  const run: readonly string[] = Object.values(commands);
  assert.ok(shown.length > 30);
  for (const command of shown) assert.ok(run.includes(command), command);
});

test('the walk runs every command of docs/troubleshooting.md', () => {
  const run = Object.values(advice).flatMap(({ look }) => look);
  const shown = commandsOf('docs/troubleshooting.md');
  assert.ok(shown.length > 30);
  for (const command of shown) assert.ok(run.includes(command), command);
});

test('every cause has its place in docs/troubleshooting.md, and a symptom that leads to it', () => {
  const anchors = [...read('docs/troubleshooting.md').matchAll(/^### ([a-z-]+)$/gm)].map(([, id]) => id);
  const ids = [...causeRules.map(({ id }) => id), 'too-few-calls', 'unknown'];
  assert.deepEqual(anchors.sort(), [...ids].sort());
  assert.deepEqual(Object.keys(advice).sort(), [...ids].sort());
  assert.deepEqual([...new Set(symptoms.flatMap(({ causes }) => causes))].sort(), [...ids].sort());
});

test('docs/report.md leads from every cause to what helps', () => {
  for (const { id } of causeRules)
    assert.ok(read('docs/report.md').includes(`(troubleshooting.md#${id})`), id);
});

test('every variable of the walk is in its document', () => {
  const files = ['guard.ts', 'observers.ts', 'shell.ts', 'transcript.ts', 'walk.ts', 'walkthrough.ts'];
  const used = files.flatMap((file) => [...read(`test/cluster/${file}`).matchAll(/HELLO_CLUSTER_[A-Z]+/g)]);
  for (const [name] of used) assert.ok(read('docs/walkthrough.md').includes(`\`${name}\``), name);
});
