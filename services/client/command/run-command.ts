import { constants } from 'node:os';
import type { Writable } from 'node:stream';
import { createSourceLines } from '../../shared/bundle/source-lines.ts';
import { ConfigError } from '../../shared/config/config-error.ts';
import { toError } from '../../shared/errors/to-error.ts';
import { readProcessInput } from '../../shared/life/process-input.ts';
import { StartError } from '../../shared/life/service.ts';
import { ParameterError } from '../report/parameters/parameter.ts';
import { runReportCommand } from './report-command.ts';
import { showProgress } from './show-progress.ts';

/** Runs `report` as a process: prints the report and ends with its exit status; 2 for wrong usage. */
export async function runCommand(words: readonly string[]): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop.abort();
      process.exit(128 + constants.signals[signal]);
    });
  }
  const progress = showProgress(process.stderr);
  try {
    const { output, exitCode } = await runReportCommand({
      words,
      readProcess: readProcessInput,
      warn: (sentence) => process.stderr.write(`${sentence}\n`),
      onProgress: progress.show,
      signal: stop.signal,
    });
    progress.clear();
    await print(process.stdout, output);
    process.exit(exitCode);
  } catch (thrown) {
    progress.clear();
    await print(process.stderr, `${sentencesOf(toError(thrown))}\n`);
    process.exit(2);
  }
}

function sentencesOf(error: Error): string {
  if (error instanceof ParameterError) return `${error.message}\nreport --help says what there is.`;
  return error instanceof ConfigError || error instanceof StartError
    ? error.message
    : createSourceLines()(error.stack ?? error.message);
}

/**
 * Resolves when all is written. A reader that went away (`| head`) wanted no more; any other failure loses the report.
 * @throws the error of the stream
 */
function print(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' ? resolve() : reject(error),
    );
    stream.write(text, (error) => (error ? undefined : resolve()));
  });
}
