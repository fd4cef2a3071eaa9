import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { findProgram } from './find-program.ts';
import { folderWith } from './folder.ts';

const program = findProgram('prometheus');

/** Whether tests with the real Prometheus are skipped, and why. */
export const skipWithoutPrometheus = program.skip;

/** A running Prometheus. */
export interface TestPrometheus {
  /** Asks its API until what it says has what is looked for. */
  ask<Data>(path: string, isEnough: (data: Data) => boolean): Promise<Data>;
}

/**
 * Starts a Prometheus that scrapes the `/q/metrics` of these ports four times a second; it is killed after the test.
 * @param jobs HTTP ports on 127.0.0.1, by the name of the job
 */
export async function startPrometheus(
  t: TestContext,
  jobs: Readonly<Record<string, number>>,
): Promise<TestPrometheus> {
  if (program.path === undefined) throw new Error('prometheus is not on this machine.');
  const config = {
    global: { scrape_interval: '250ms', scrape_timeout: '250ms' },
    scrape_configs: Object.entries(jobs).map(([job, port]) => ({
      job_name: job,
      metrics_path: '/q/metrics',
      static_configs: [{ targets: [`127.0.0.1:${port}`] }],
    })),
  };
  const folder = folderWith(t, { files: { 'prometheus.yml': JSON.stringify(config) } });
  const port = await freePort();
  const child = spawn(
    program.path,
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--enable-feature=exemplar-storage',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const exit = once(child, 'exit');
  t.after(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  async function ask<Data>(path: string, isEnough: (data: Data) => boolean): Promise<Data> {
    let last: unknown;
    for (const deadlineMs = Date.now() + 30_000; Date.now() < deadlineMs; await wait(100)) {
      if (child.exitCode !== null) throw new Error(`Prometheus ended: ${log}`);
      last = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`)
        .then((response) => response.json())
        .catch(() => undefined);
      const { data } = (last ?? {}) as { data?: Data };
      if (data !== undefined && isEnough(data)) return data;
    }
    throw new Error(`Prometheus did not say what was expected to ${path}, but ${JSON.stringify(last)}.`);
  }
  return { ask };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
