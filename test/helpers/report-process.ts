import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Content, folderWith } from './folder.ts';

const bundle = join(__dirname, '../../dist/client.js');

interface Surroundings {
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: Content;
}

/** Starts the built command with nothing of this process's environment; it is killed after the test. */
export function startReport(
  t: TestContext,
  words: readonly string[],
  { environment = {}, folder }: Surroundings = {},
) {
  const cwd = folderWith(t, folder);
  const child = spawn(process.execPath, [bundle, 'report', ...words], { cwd, env: { ...environment } });
  t.after(() => child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  const ended = once(child, 'close').then(([code, signal]) => ({ ...output, code, signal }));
  return { child, ended };
}

/** Runs it to its end. */
export function report(t: TestContext, words: readonly string[], surroundings?: Surroundings) {
  return startReport(t, words, surroundings).ended;
}
