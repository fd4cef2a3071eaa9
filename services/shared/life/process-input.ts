import { systemProperties } from '../config/arguments.ts';
import type { ProcessInput } from '../config/sources.ts';

/**
 * What this process was started with, but for what the program itself brings. The only reader of `process.env`.
 * @param commandLine the words that are settings
 */
export function readProcessInput(
  commandLine: readonly string[] = process.argv.slice(2),
): Omit<ProcessInput, 'builtIn'> {
  // biome-ignore lint/style/noProcessEnv: this is the one place.
  const environment = process.env;
  return {
    environment,
    systemProperties: systemProperties(commandLine, environment),
    workingDirectory: process.cwd(),
  };
}
