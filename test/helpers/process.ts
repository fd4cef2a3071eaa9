import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { temporaryFolder } from './services.ts';

const dist = join(__dirname, '../../dist');

/** A built service that runs as a process of its own. */
export interface TestProcess {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Waits until standard output has what is looked for, and gives its first group. */
  readonly seen: (pattern: RegExp) => Promise<string>;
  /** The exit code. */
  readonly exit: Promise<number | null>;
}

export interface ProcessOptions {
  readonly settings?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly workingDirectory?: string;
  /** Where the built files are, if not where the build put them. */
  readonly folder?: string;
}

/** Starts `dist/<service>.js` with nothing of this process's environment; it is killed after the test. */
export function startProcess(
  t: TestContext,
  service: 'server' | 'client',
  options: ProcessOptions = {},
): TestProcess {
  const { settings = {}, environment = {}, workingDirectory = temporaryFolder(t), folder = dist } = options;
  const definitions = Object.entries(settings).map(([key, value]) => `-D${key}=${value}`);
  const child = spawn(process.execPath, [join(folder, `${service}.js`), ...definitions], {
    cwd: workingDirectory,
    env: { ...environment },
  });
  t.after(() => child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const exit = once(child, 'close').then(([code]) => code as number | null);

  async function seen(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(stdout);
      if (match !== null) return match[1] ?? match[0];
      const ended = await Promise.race([once(child.stdout, 'data').then(() => false), exit.then(() => true)]);
      if (ended && !pattern.test(stdout))
        throw new Error(`The process ended without ${pattern}: ${stdout}${stderr}`);
    }
  }
  return { child, stdout: () => stdout, stderr: () => stderr, seen, exit };
}

/** Where the service listens, once it does. */
export async function listeningPorts(service: TestProcess): Promise<{ http: number; grpc: number }> {
  const http = Number(await service.seen(/Listening on: http:\/\/[^:]+:(\d+)/));
  const grpc = Number(/Started gRPC server on [^:]+:(\d+)/.exec(service.stdout())?.[1] ?? 0);
  return { http, grpc };
}

/** Settings that let the system choose the ports. */
export const freePorts = { 'quarkus.http.port': '0', 'quarkus.grpc.server.port': '0' };
