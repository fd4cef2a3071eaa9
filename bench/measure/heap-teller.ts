import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { anchors } from './services.ts';

/** Makes a Node process tell its heap. */
export interface HeapTeller {
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The used heap in MiB after garbage was collected. @param pid of a process with those flags and environment */
  read(pid: number): Promise<number>;
  remove(): void;
}

export function createHeapTeller(): HeapTeller {
  const folder = mkdtempSync(join(tmpdir(), 'grpc-hello-heap-'));
  const file = join(folder, 'heap');
  return {
    flags: ['--expose-gc', '--require', anchors.tellHeap],
    environment: { BENCH_HEAP_FILE: file },
    async read(pid) {
      rmSync(file, { force: true });
      process.kill(pid, 'SIGUSR2');
      while (!existsSync(file)) await wait(20);
      return Number(readFileSync(file, 'utf8')) / 1024 ** 2;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
