import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { untilReady } from './exchanges.ts';
import { jobs } from './jobs.ts';
import { warmUp } from './warm-up.ts';

// Runs as dist/make-code-cache.js: alone it makes the compiled code of every bundle beside it, each in a process of its
// own; with the name of a bundle and two ports it is such a process.

const [, , bundle, grpcPort, httpPort] = process.argv;
const longestMs = 60_000;
const mostAttempts = 3;

/** No setting of whoever builds may have a say. */
const surroundings = { cwd: tmpdir(), env: {} };

if (bundle === undefined) void makeAll();
else void makeOne(bundle);

async function makeAll(): Promise<void> {
  for (const name of Object.keys(jobs)) {
    rmSync(join(__dirname, `${name}.bundle.js.cache`), { force: true });
    let attempts = mostAttempts;
    while (!(await makeInProcess(name))) {
      attempts -= 1;
      if (attempts === 0) throw new Error(`The compiled code of ${name} could not be made.`);
    }
  }
}

/** @returns whether it was made; a port that was free a moment ago may have been taken */
async function makeInProcess(name: string): Promise<boolean> {
  const [grpc, http, otherHttp] = [await freePort(), await freePort(), await freePort()];
  const peer = jobs[name]?.service === 'client' ? startServer(grpc, otherHttp) : undefined;
  if (peer !== undefined) await untilReady(otherHttp);
  const { status } = spawnSync(process.execPath, [__filename, name, String(grpc), String(http)], {
    ...surroundings,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: longestMs,
  });
  peer?.kill('SIGKILL');
  return status === 0;
}

async function makeOne(name: string): Promise<void> {
  const job = jobs[name];
  if (job === undefined) throw new Error(`There is no bundle ${name}.`);
  await warmUp(name, job, { grpc: Number(grpcPort), http: Number(httpPort) });
  process.exit(0);
}

function startServer(grpc: number, http: number) {
  const settings = [`-Dquarkus.grpc.server.port=${grpc}`, `-Dquarkus.http.port=${http}`];
  return spawn(process.execPath, [join(__dirname, 'server.js'), ...settings], {
    ...surroundings,
    stdio: 'ignore',
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
