import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// Runs all tests, or those whose path contains one of the arguments: `npm test -- config`.
// Node 20 does not expand patterns itself, so the files are listed here.
const wanted = process.argv.slice(2);
const files = ['services', 'test', 'bench']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => (wanted.length === 0 ? !onlyWhenAsked(file) : wanted.some((part) => file.includes(part))))
  .sort();

/** Building images takes minutes and an engine. */
function onlyWhenAsked(file: string): boolean {
  return file.endsWith('images.test.ts');
}

if (files.length === 0) throw new Error(`No test file has ${wanted.join(' or ')} in its path.`);
const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--test', ...files], { stdio: 'inherit' });
process.exitCode = status ?? 1;
