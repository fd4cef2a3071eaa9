import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A control group of the kernel, as a container has one. */
export interface ControlGroup {
  /** The command that runs a command in it. */
  enter(command: readonly string[]): string[];
  /** How many of its processes were killed because memory ran out. */
  kills(): number;
  remove(): void;
}

const root = '/sys/fs/cgroup';
const periodUs = 100_000;

/** What a group may have. */
export interface Limits {
  /** Thousandths of a processor, as Kubernetes counts them. */
  readonly cpuMillis?: number;
  readonly memoryMiB?: number;
}

/** Makes a group with limits, or gives undefined where this process may not. */
export function createControlGroup({ cpuMillis, memoryMiB }: Limits): ControlGroup | undefined {
  const isUnified = existsSync(join(root, 'cgroup.controllers'));
  const name = `grpc-hello-bench-${process.pid}-${cpuMillis ?? ''}-${memoryMiB ?? ''}`;
  const quotaUs = ((cpuMillis ?? 0) * periodUs) / 1000;
  const bytes = (memoryMiB ?? 0) * 1024 ** 2;
  const controller = cpuMillis === undefined ? 'memory' : 'cpu';
  const folder = isUnified ? join(root, name) : join(root, controller, name);
  const write = (file: string, value: string | number) => writeFileSync(join(folder, file), String(value));
  try {
    mkdirSync(folder);
    if (cpuMillis !== undefined && isUnified) write('cpu.max', `${quotaUs} ${periodUs}`);
    else if (cpuMillis !== undefined) {
      write('cpu.cfs_period_us', periodUs);
      write('cpu.cfs_quota_us', quotaUs);
    }
    if (memoryMiB !== undefined) write(isUnified ? 'memory.max' : 'memory.limit_in_bytes', bytes);
  } catch {
    return undefined;
  }
  return {
    enter: (command) => ['sh', '-c', 'echo $$ > "$0" && exec "$@"', join(folder, 'cgroup.procs'), ...command],
    kills() {
      const events = readFileSync(join(folder, isUnified ? 'memory.events' : 'memory.oom_control'), 'utf8');
      return Number(/^oom_kill (\d+)/m.exec(events)?.[1]);
    },
    remove: () => rmdirSync(folder),
  };
}
