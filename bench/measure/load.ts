import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { path, request } from './exchanges.ts';

const run = promisify(execFile);
const protos = join(__dirname, '../../protos');

/** What a load was. */
interface LoadResult {
  readonly callsPerSecond: number;
  readonly calls: number;
}

interface LoadOptions {
  readonly port: number;
  /** Calls in flight, all on one connection. */
  readonly streams: number;
  readonly seconds: number;
}

/** Makes unary calls as fast as they are answered. */
export interface LoadGenerator {
  readonly name: string;
  /** @throws Error when a call failed */
  load(options: LoadOptions): Promise<LoadResult>;
}

/** h2load, which costs least, else ghz. @throws Error when the machine has neither */
export function findLoadGenerator(): LoadGenerator {
  if (answers('h2load')) return { name: 'h2load', load: byH2load };
  const ghz = ['ghz', join(homedir(), '.cache/grpc-hello-tools/bin/ghz')].find(answers);
  if (ghz !== undefined) return { name: 'ghz', load: (options) => byGhz(ghz, options) };
  throw new Error('Neither h2load (package nghttp2-client) nor ghz was found to make the load with.');
}

/** It looks at the HTTP status alone; the status of gRPC is checked by calls before and after. */
async function byH2load({ port, streams, seconds }: LoadOptions): Promise<LoadResult> {
  const folder = mkdtempSync(join(tmpdir(), 'grpc-hello-load-'));
  try {
    const body = join(folder, 'request');
    writeFileSync(body, request);
    const headers = ['-H', 'content-type: application/grpc', '-H', 'te: trailers'];
    const { stdout } = await run('h2load', [
      ...['-t1', '-c1', `-m${streams}`, '-D', String(seconds), '-d', body, ...headers],
      `http://127.0.0.1:${port}${path}`,
    ]);
    const [, rate] = /finished in [^,]+, ([\d.]+) req\/s/.exec(stdout) ?? [];
    const [, calls, failed] = /(\d+) succeeded, (\d+) failed/.exec(stdout) ?? [];
    if (failed !== '0' || !(Number(rate) > 0)) throw new Error(`h2load says:\n${stdout}`);
    return { callsPerSecond: Number(rate), calls: Number(calls) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function byGhz(program: string, { port, streams, seconds }: LoadOptions): Promise<LoadResult> {
  const { stdout } = await run(program, [
    ...['--insecure', '-i', protos, '--proto', 'helloworld.proto', '--call', 'helloworld.Greeter.SayHello'],
    ...['-d', '{"name":"a"}', '--connections', '1', '-c', String(streams), '-z', `${seconds}s`],
    ...['--duration-stop', 'wait', '-O', 'json', `127.0.0.1:${port}`],
  ]);
  const { rps, count, statusCodeDistribution } = JSON.parse(stdout);
  if (statusCodeDistribution.OK !== count)
    throw new Error(`ghz says: ${JSON.stringify(statusCodeDistribution)}`);
  return { callsPerSecond: rps, calls: count };
}

function answers(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
