import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import type { ControlGroup } from './control-group.ts';

/** Whether processes are tied to processors: what is measured to the first, all else to the second. */
const isPinned = availableParallelism() > 1 && hasTaskset();

/** Ties this process, which asks and probes, to the second processor. */
export function pinHarness(): void {
  if (isPinned) execFileSync('taskset', ['-apc', '1', String(process.pid)], { stdio: 'ignore' });
}

/** A program that is measured. */
export interface Program {
  readonly child: ChildProcess;
  /** Processor time so far; dead threads, of which Node has none, are left out. */
  cpuMs(): number;
  /** Memory now, and the most so far. */
  memoryMiB(): { readonly now: number; readonly most: number };
  /** Ends it at once, and waits for that. */
  end(): Promise<void>;
}

export interface ProgramOptions {
  /** The processor; 0 is that of what is measured. */
  readonly processor?: 0 | 1;
  readonly group?: ControlGroup | undefined;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a program with an empty environment, NODE_EXTRA_CA_CERTS among what it lacks, and silent. */
export function startProgram(command: readonly string[], options: ProgramOptions = {}): Program {
  const { processor = 0, group, environment = {} } = options;
  const pinned = isPinned ? ['taskset', '-c', String(processor), ...command] : command;
  const [file = '', ...words] = group?.enter(pinned) ?? pinned;
  const child = spawn(file, words, {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return {
    child,
    cpuMs: () => cpuMsOf(child.pid ?? 0),
    memoryMiB: () => memoryOf(child.pid ?? 0),
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** Of all its threads, in nanoseconds, where the kernel counts them; `stat` counts only hundredths of a second. */
function cpuMsOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const times = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'));
  return times.reduce((sum, time) => sum + Number(time.split(' ')[0]), 0) / 1e6;
}

function memoryOf(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mebibytes = (field: string) =>
    Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
  return { now: mebibytes('VmRSS'), most: mebibytes('VmHWM') };
}

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
