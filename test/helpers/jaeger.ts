import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { findProgram } from './find-program.ts';
import { folderWith } from './folder.ts';
import { jaegerConfig } from './jaeger-config.ts';
import { type FoundSpan, spansOf } from './jaeger-spans.ts';

/** A running Jaeger with its usual ports on an address of its own. */
export interface TestJaeger {
  readonly host: string;
  readonly queryUrl: string;
  /** The spans of a trace, once there are so many. */
  readonly trace: (traceId: string, count: number) => Promise<readonly FoundSpan[]>;
  /** Kills it before the test ends. */
  readonly kill: () => Promise<void>;
}

/** Whether tests with the real Jaeger are skipped, and why; where CI=true they fail instead. */
export const skipWithoutJaeger = findProgram('jaeger').skip;

/** Starts a Jaeger and waits until it is ready; it is killed after the test. */
export async function startJaeger(t: TestContext, host = loopback()): Promise<TestJaeger> {
  const program = findProgram('jaeger').path;
  if (program === undefined) throw new Error('There is no jaeger to start.');
  const folder = folderWith(t, { files: { 'config.json': JSON.stringify(jaegerConfig(host)) } });
  const child = spawn(program, ['--config', `file:${join(folder, 'config.json')}`], { stdio: 'ignore' });
  const exit = once(child, 'exit');
  async function kill(): Promise<void> {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await exit;
  }
  t.after(kill);
  const queryUrl = `http://${host}:16686`;
  await until(`Jaeger at ${host}`, async () => (await fetch(`http://${host}:13133/status`)).ok || undefined);
  return {
    host,
    queryUrl,
    kill,
    trace: (traceId, count) =>
      until(`a trace of ${count} spans`, async () => {
        const answer = await fetch(`${queryUrl}/api/v3/traces/${traceId}`);
        // Nothing found is 404.
        const spans = answer.ok ? spansOf(await answer.json()) : [];
        if (spans.length > count) throw new TooMany(`${spans.length} spans instead of ${count}`);
        return spans.length === count ? spans : undefined;
      }),
  };
}

class TooMany extends Error {}

/** Any address of the loopback net can be listened on, so that several Jaegers get along. */
function loopback(): string {
  return `127.${randomInt(1, 250)}.${randomInt(1, 250)}.1`;
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const giveUpAtMs = Date.now() + 20_000;
  for (;;) {
    const found = await look().catch((error: unknown) => {
      if (error instanceof TooMany) throw error;
      return undefined;
    });
    if (found !== undefined) return found;
    if (Date.now() > giveUpAtMs) throw new Error(`There is not ${what}, even after 20 seconds.`);
    await wait(50);
  }
}
