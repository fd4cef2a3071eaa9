import { constants } from 'node:os';
import { createSourceLines } from '../bundle/source-lines.ts';
import { ConfigError } from '../config/config-error.ts';
import { toError } from '../errors/to-error.ts';
import { bufferedOutput, type Output } from '../logging/output.ts';
import { readProcessInput } from './process-input.ts';
import { type RunningService, StartError, type StartService } from './service.ts';

/**
 * Runs a service as a process: starts it, stops it at SIGTERM or SIGINT and ends with 0, ends with 1 when it cannot
 * start or an error escapes, and with 128 + its number at a second signal.
 * @param commandLine the words that are settings, by default all there are
 */
export async function runProcess(start: StartService, commandLine?: readonly string[]): Promise<void> {
  const output = { standard: bufferedOutput(1), error: bufferedOutput(2) };
  const end = (code: number): never => {
    output.standard.flush();
    output.error.flush();
    process.exit(code);
  };
  let service: RunningService | undefined;
  onEscapedError((error) => {
    reportEscapedError(error, service, output.error);
    end(1);
  });
  onSignals(
    () => void service?.stop().then(() => end(0)),
    // Without flushing: a reader that does not read would hold this up as well.
    (signalNumber) => process.exit(128 + signalNumber),
    () => service !== undefined,
  );
  try {
    service = await start({ process: readProcessInput(commandLine), output });
  } catch (error) {
    output.error.write(`${startFailure(toError(error))}\n`);
    end(1);
  }
}

function startFailure(error: Error): string {
  if (error instanceof ConfigError) return `${error.message}\nNothing was started.`;
  return error instanceof StartError ? error.message : stackOf(error);
}

function stackOf(error: Error): string {
  return createSourceLines()(error.stack ?? error.message);
}

function onEscapedError(handle: (error: Error) => void): void {
  process.on('uncaughtException', handle);
  process.on('unhandledRejection', (reason) => handle(toError(reason)));
}

function reportEscapedError(error: Error, service: RunningService | undefined, output: Output): void {
  if (service === undefined) output.write(`${stackOf(error)}\n`);
  else service.logger.fatal('An error escaped; the process ends.', { error });
}

/** Before the service is up, the first signal already ends the process. */
function onSignals(first: () => void, again: (signalNumber: number) => void, isUp: () => boolean): void {
  let seen = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (seen || !isUp()) return again(constants.signals[signal]);
      seen = true;
      first();
    });
  }
}
