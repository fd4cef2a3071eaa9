import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { freePorts, listeningPorts, startProcess } from './helpers/process.ts';
import { temporaryFolder } from './helpers/services.ts';

const dist = join(__dirname, '../dist');
const debug = { 'quarkus.log.level': 'DEBUG' };
const calls = { numrequest: '1', teststring: 'x' };

/** A copy of what was built, to be spoilt. */
function copyOfDist(t: TestContext): string {
  const folder = join(temporaryFolder(t), 'dist');
  cpSync(dist, folder, { recursive: true });
  return folder;
}

for (const service of ['server', 'client'] as const) {
  test(`the built ${service} runs from its compiled code, and says so to who asks`, async (t) => {
    const running = startProcess(t, service, { settings: { ...freePorts, ...calls, ...debug } });
    await listeningPorts(running);
    assert.match(running.stdout(), new RegExp(`${service}.bundle.js runs from its compiled code\\.`));
  });
}

type Spoil = (cache: string, bundle: string) => void;

const spoilt: readonly (readonly [what: string, spoil: Spoil, refusal: RegExp])[] = [
  ['is missing', (cache) => rmSync(cache), /It cannot be read: ENOENT/],
  ['is empty', (cache) => writeFileSync(cache, ''), /The file is too short\./],
  [
    'is cut in half',
    (cache) => change(cache, (bytes) => bytes.subarray(0, bytes.length / 2)),
    /is damaged\./,
  ],
  ['has a flipped bit', (cache) => change(cache, flipBit), /is damaged\./],
  [
    'is of an older bundle of the same length',
    (_cache, bundle) =>
      change(bundle, (bytes) => Buffer.from(bytes.toString().replace(/^\/\/build=./, '//build=x'))),
    /It was made of another bundle\./,
  ],
  [
    'is of another service',
    (cache) => cpSync(cache.replace('server', 'client'), cache),
    /It was made of another bundle\./,
  ],
];

for (const [what, spoil, refusal] of spoilt) {
  test(`a server whose compiled code ${what} starts all the same, and says why at debug level`, async (t) => {
    const folder = copyOfDist(t);
    const bundle = join(folder, 'server.bundle.js');
    spoil(`${bundle}.cache`, bundle);
    const server = startProcess(t, 'server', { settings: { ...freePorts, ...debug }, folder });
    const { http } = await listeningPorts(server);
    assert.equal((await fetch(`http://127.0.0.1:${http}/q/health/ready`)).status, 200);
    assert.match(server.stdout(), /was compiled anew/);
    assert.match(server.stdout(), refusal);
    assert.equal(server.stderr(), '');
  });
}

test('compiled code made under other flags of V8 is left alone', async (t) => {
  const settings = { ...freePorts, ...debug };
  const server = startProcess(t, 'server', { settings, environment: { NODE_OPTIONS: '--jitless' } });
  await listeningPorts(server);
  assert.match(server.stdout(), /It was made by another version of Node or with other flags\./);
});

test('nothing is said about compiled code at the usual level', async (t) => {
  const folder = copyOfDist(t);
  rmSync(join(folder, 'server.bundle.js.cache'));
  const server = startProcess(t, 'server', { settings: freePorts, folder });
  await listeningPorts(server);
  assert.doesNotMatch(server.stdout(), /compiled/);
});

test('a start writes nothing beside the bundle, so that a read-only file system will do', async (t) => {
  const folder = copyOfDist(t);
  const look = () => readdirSync(folder).map((file) => [file, statSync(join(folder, file)).mtimeMs]);
  const before = look();
  const server = startProcess(t, 'server', { settings: freePorts, folder });
  await listeningPorts(server);
  assert.deepEqual(look(), before);
});

test('whoever has the bundles can make their compiled code with the Node that is to run them', (t) => {
  const folder = copyOfDist(t);
  for (const service of ['server', 'client']) rmSync(join(folder, `${service}.bundle.js.cache`));
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'make-code-cache.js')], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  for (const service of ['server', 'client'])
    assert.ok(readFileSync(join(folder, `${service}.bundle.js.cache`)).length > 100_000);
});

function change(file: string, how: (bytes: Buffer) => Uint8Array): void {
  writeFileSync(file, how(readFileSync(file)));
}

function flipBit(bytes: Buffer): Buffer {
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  return bytes;
}
