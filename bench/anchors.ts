import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The middle of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The built server as a process of its own, without a log line for each call. */
export async function startBenchServer(): Promise<{ readonly port: number; readonly stop: () => void }> {
  const settings = [
    '-Dquarkus.grpc.server.port=0',
    '-Dquarkus.http.port=0',
    '-Dquarkus.log.category."hello.server.Greeter".level=WARN',
  ];
  const child = spawn(process.execPath, [join(__dirname, '../dist/server.js'), ...settings], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for (;;) {
    const [chunk] = await once(child.stdout, 'data');
    output += chunk;
    const [, port] = /Started gRPC server on [^:]+:(\d+)/.exec(output) ?? [];
    if (port === undefined) continue;
    child.stdout.resume();
    return { port: Number(port), stop: () => child.kill('SIGKILL') };
  }
}
