import { systemProperties } from '../config/arguments.ts';
import type { ProcessInput } from '../config/sources.ts';

/** What this process was started with, but for what the program itself brings. The only reader of `process.env`. */
export function readProcessInput(): Omit<ProcessInput, 'builtIn'> {
  // biome-ignore lint/style/noProcessEnv: this is the one place.
  const environment = process.env;
  return {
    environment,
    systemProperties: systemProperties(process.argv.slice(2), environment),
    workingDirectory: process.cwd(),
  };
}
