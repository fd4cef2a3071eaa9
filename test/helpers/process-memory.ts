import { readFileSync } from 'node:fs';

/** How much memory a process has in use, in MB, as Linux counts it. */
export function residentMegabytes(processId: number): number {
  const [, kilobytes = '0'] =
    /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1000;
}
