import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export const project = join(__dirname, '../..');

/** Runs Docker in the project's folder and gives what it printed. @throws Error when it fails or no engine answers */
export function docker(...words: string[]): string {
  return execFileSync('docker', words, {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
