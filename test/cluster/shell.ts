import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findHelms } from '../helpers/helm.ts';

/** The folder from which a reader gives the commands. */
export const project = join(__dirname, '../..');

/** A command that hangs is ended after this. */
const longestMs = 300_000;

/** What a command printed on both streams, and how it ended. */
export interface Outcome {
  readonly status: number;
  readonly output: string;
}

/** The environment of the commands: `helm` is the one that HELM names, else the newest of this machine. */
const environment = withHelm();

/** Runs a line as a reader's shell does; a part of a pipe that fails is a failure. */
export async function shell(line: string, input = ''): Promise<Outcome> {
  const child = spawn('bash', ['-c', `set -o pipefail; ${line}`], { cwd: project, env: environment });
  const timer = setTimeout(() => child.kill('SIGKILL'), longestMs);
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.stdin.end(input);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ status: code ?? 1, output: output.trimEnd() }));
    });
  } finally {
    clearTimeout(timer);
  }
}

/** The same for those who cannot wait, such as a handler of signals. */
export function shellNow(line: string): Outcome {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', `set -o pipefail; ${line}`], {
    cwd: project,
    env: environment,
    encoding: 'utf8',
    timeout: longestMs,
  });
  return { status: status ?? 1, output: `${stdout}${stderr}`.trimEnd() };
}

/** A process that goes on until it is stopped, such as `kubectl port-forward`. */
export function background(line: string): { readonly stop: () => void } {
  const child = spawn('bash', ['-c', `exec ${line}`], { cwd: project, env: environment, stdio: 'ignore' });
  return { stop: () => void child.kill('SIGTERM') };
}

function withHelm(): NodeJS.ProcessEnv {
  const wanted = process.env.HELM ?? findHelms().at(-1) ?? 'helm';
  const { stdout } = spawnSync('bash', ['-c', `command -v '${wanted}'`], { encoding: 'utf8' });
  if (stdout.trim() === '') return process.env;
  const folder = mkdtempSync(join(tmpdir(), 'grpc-hello-helm-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(stdout.trim(), join(folder, 'helm'));
  return { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH ?? ''}` };
}
