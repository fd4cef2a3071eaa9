import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { freePorts, listeningPorts, startProcess } from './helpers/process.ts';
import { temporaryFolder } from './helpers/services.ts';

const project = join(__dirname, '..');

/** What the built server prints when the process it runs in has no working directory, which nobody foresaw. */
function unforeseenFailure(t: TestContext, folder: string): string {
  const preload = join(temporaryFolder(t), 'break.cjs');
  writeFileSync(preload, "process.cwd = () => { throw new Error('There is no such folder.'); };\n");
  const words = ['--require', preload, join(folder, 'server.js')];
  return spawnSync(process.execPath, words, { encoding: 'utf8', env: {} }).stderr;
}

/** Where a statement stands in the sources. */
function placeOf(file: string, statement: string): string {
  const lines = readFileSync(join(project, file), 'utf8').split('\n');
  return `${file}:${lines.findIndex((line) => line.includes(statement)) + 1}`;
}

test('a stack that the built server prints names TypeScript files and lines', (t) => {
  const printed = unforeseenFailure(t, join(project, 'dist'));
  assert.match(printed, /^Error: There is no such folder\./);
  const place = placeOf('services/shared/life/process-input.ts', 'process.cwd()');
  assert.ok(printed.includes(`at readProcessInput (${place})`), printed);
});

test('an error in the log of the built client does too', async (t) => {
  const target = { 'quarkus.grpc.clients.hello.host': '127.0.0.1', 'quarkus.grpc.clients.hello.port': '1' };
  const settings = { ...freePorts, ...target, numrequest: '1', teststring: 'x' };
  const client = startProcess(t, 'client', { settings });
  const { http } = await listeningPorts(client);
  assert.equal((await fetch(`http://127.0.0.1:${http}/hello/grpc`)).status, 500);
  const line = await client.seen(/^.*error id.*$/m);
  const { stack } = JSON.parse(line).error;
  assert.match(stack, /services\/client\/grpc\/unary-channel\.ts:\d+\)?$/m);
  assert.doesNotMatch(stack, /bundle\.js/);
});

test('without its map a stack is printed as it is', (t) => {
  const folder = join(temporaryFolder(t), 'dist');
  cpSync(join(project, 'dist'), folder, { recursive: true });
  rmSync(join(folder, 'server.bundle.js.map.gz'));
  assert.match(
    unforeseenFailure(t, folder),
    /^Error: There is no such folder\.\n[\s\S]*server\.bundle\.js:\d+:\d+/,
  );
});
