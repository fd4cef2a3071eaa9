import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const project = join(__dirname, '../..');

/** The standing order of a cluster like OpenShift: any user, nothing to write to, no rights at all. */
const lockedDown = [
  '--user',
  '12345:0',
  '--read-only',
  '--cap-drop',
  'ALL',
  '--security-opt',
  'no-new-privileges',
];

/** Why tests with containers cannot run, or false when they can. */
export function whyNoDocker(): string | false {
  try {
    execFileSync('docker', ['version'], { stdio: 'ignore', timeout: 10_000 });
    return false;
  } catch {
    return 'No Docker engine answers; images are built and run only where there is one.';
  }
}

/** @returns what the command printed on both streams, as far as it ended with 0 */
export async function docker(...words: string[]): Promise<string> {
  const { stdout, stderr } = await run('docker', words, { cwd: project, maxBuffer: 64 * 1024 * 1024 });
  return stdout + stderr;
}

/** Builds an image, which is gone after the test. */
export async function buildImage(t: TestContext, dockerfile: string, ...words: string[]): Promise<string> {
  const image = uniqueName();
  t.after(() => docker('image', 'rm', '--force', image));
  await docker('build', '--quiet', '--file', dockerfile, '--tag', image, ...words, '.');
  return image;
}

/** A network whose containers find each other by name, gone after the test. */
export async function createNetwork(t: TestContext): Promise<string> {
  const network = uniqueName();
  await docker('network', 'create', network);
  t.after(() => docker('network', 'rm', network));
  return network;
}

/** A folder as Kubernetes mounts a ConfigMap with an application.properties: links to links, readable by all. */
export function configMap(t: TestContext, properties: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'grpc-hello-'));
  t.after(() => rmSync(folder, { recursive: true }));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, '..2026'));
  writeFileSync(join(folder, '..2026/application.properties'), properties);
  symlinkSync('..2026', join(folder, '..data'));
  symlinkSync('..data/application.properties', join(folder, 'application.properties'));
  return folder;
}

/** The address at which the containers of a network find this machine. */
export async function gatewayOf(network: string): Promise<string> {
  const format = '{{(index .IPAM.Config 0).Gateway}}';
  return (await docker('network', 'inspect', '--format', format, network)).trim();
}

export interface ContainerOptions {
  readonly image: string;
  readonly network: string;
  /** The name by which the others find it. */
  readonly host: string;
  /** The folder that is mounted as /deployments/config. */
  readonly config?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What stands behind the image's name. */
  readonly settings?: readonly string[];
}

export interface Container {
  /** What a command in the container printed. */
  exec(...command: string[]): Promise<string>;
  /** The lines so far that match. */
  lines(pattern: RegExp): Promise<string[]>;
  /** Stops it as Kubernetes does, and tells its exit code. */
  stop(): Promise<number>;
}

/** A container of one of the services that listens, with as few rights as can be; gone after the test. */
export async function startService(t: TestContext, options: ContainerOptions): Promise<Container> {
  const { image, network, host, config, environment = {}, settings = [] } = options;
  const name = uniqueName();
  t.after(() => docker('rm', '--force', name));
  const where = ['--name', name, '--network', network, '--network-alias', host];
  const mounts = config === undefined ? [] : ['--volume', `${config}:/deployments/config:ro`];
  const variables = Object.entries(environment).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
  await docker('run', '--detach', ...where, ...lockedDown, ...mounts, ...variables, image, ...settings);
  const container: Container = {
    exec: (...command) => docker('exec', name, ...command),
    async lines(pattern) {
      const log = await docker('logs', name);
      return log.split('\n').filter((line) => pattern.test(line));
    },
    async stop() {
      await docker('stop', '--time', '30', name);
      return Number(await docker('wait', name));
    },
  };
  await untilLines(container, /Listening on: http/);
  return container;
}

export interface ProgramOptions extends Pick<ContainerOptions, 'image' | 'network'> {
  readonly program: string;
  readonly words: readonly string[];
}

/** What a program of an image printed; its container is gone after the test, even if it was still running. */
export async function runProgram(
  t: TestContext,
  { image, network, program, words }: ProgramOptions,
): Promise<string> {
  const name = uniqueName();
  t.after(() => docker('rm', '--force', name));
  return docker('run', '--name', name, '--network', network, '--entrypoint', program, image, ...words);
}

/** Waits until a container has printed so many such lines, and returns them. */
export async function untilLines(container: Container, pattern: RegExp, count = 1): Promise<string[]> {
  const giveUpAtMs = Date.now() + 20_000;
  for (;;) {
    const lines = await container.lines(pattern);
    if (lines.length >= count) return lines;
    if (Date.now() > giveUpAtMs) {
      throw new Error(`${lines.length} of ${count} lines match ${pattern}:\n${await container.lines(/./)}`);
    }
    await wait(50);
  }
}

function uniqueName(): string {
  return `grpc-hello-test-${randomUUID()}`;
}
