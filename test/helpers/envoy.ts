import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type EnvoyOptions, envoyConfig } from './envoy-config.ts';
import { findProgram, skipWithout } from './find-program.ts';
import { folderWith } from './folder.ts';

/** A running proxy. */
export interface TestEnvoy {
  /** Where it takes gRPC calls, on 127.0.0.1. */
  readonly port: number;
  readonly adminUrl: string;
  /** Kills it before the test ends. */
  stop(): Promise<void>;
}

const program = findProgram('envoy');

/** Whether tests with the real Envoy are skipped, and why; where CI=true they fail instead. */
export const skipWithoutEnvoy = skipWithout('envoy');

/** Starts an Envoy and waits until it is ready; it is killed after the test. Several may run at a time. */
export async function startEnvoy(t: TestContext, options: EnvoyOptions): Promise<TestEnvoy> {
  if (program === undefined) throw new Error('There is no envoy to start.');
  const folder = folderWith(t, { files: { 'envoy.json': JSON.stringify(envoyConfig(options)) } });
  const addressFile = join(folder, 'admin-address');
  const words = ['--config-path', join(folder, 'envoy.json'), '--admin-address-path', addressFile];
  const more = [
    '--concurrency',
    String(options.concurrency ?? 1),
    '--disable-hot-restart',
    '--log-level',
    'error',
  ];
  const child = spawn(program, [...words, ...more], { stdio: ['ignore', 'ignore', 'pipe'] });
  const exit = once(child, 'exit');
  exit.catch(() => undefined);
  async function stop(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    child.kill('SIGKILL');
    await exit;
  }
  t.after(stop);
  const log = logOf(child);
  const adminUrl = await untilKnown(child, log, () => adminUrlOf(addressFile));
  const port = await untilKnown(child, log, () => listenerPort(adminUrl));
  return { port, adminUrl, stop };
}

function logOf(child: ChildProcess): () => string {
  let log = '';
  child.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  child.on('error', (error) => {
    log += error.message;
  });
  return () => log;
}

async function untilKnown<T>(
  child: ChildProcess,
  log: () => string,
  find: () => Promise<T | undefined>,
): Promise<T> {
  const giveUpAtMs = Date.now() + 20_000;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    const isOver = child.exitCode !== null || child.pid === undefined || Date.now() > giveUpAtMs;
    if (isOver) throw new Error(`Envoy did not get ready: ${log()}`);
    await wait(20);
  }
}

/** Envoy writes the file when the system has chosen the port. */
async function adminUrlOf(addressFile: string): Promise<string | undefined> {
  const address = existsSync(addressFile) ? readFileSync(addressFile, 'utf8').trim() : '';
  return address === '' ? undefined : `http://${address}`;
}

interface Listeners {
  readonly listener_statuses?: readonly {
    readonly local_address: { readonly socket_address: { readonly port_value?: number } };
  }[];
}

async function listenerPort(adminUrl: string): Promise<number | undefined> {
  const ready = await fetch(`${adminUrl}/ready`);
  if (!ready.ok) return undefined;
  const answer = await fetch(`${adminUrl}/listeners?format=json`);
  const { listener_statuses: [listener] = [] } = (await answer.json()) as Listeners;
  return listener?.local_address.socket_address.port_value || undefined;
}
