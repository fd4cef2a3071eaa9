import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { toError } from '../errors/to-error.ts';
import { parseProperties } from './properties.ts';

/**
 * Reads a `.properties` file; of a directory all files in it whose name ends in `properties`, as SmallRye does.
 * @returns undefined when there is nothing of that name
 * @throws Error naming the file that cannot be read
 */
export function readPropertiesFile(path: string): Map<string, string> | undefined {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind === undefined) return undefined;
  const files = kind.isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('properties'))
        .sort()
        .map((name) => join(path, name))
    : [path];
  return new Map(files.flatMap((file) => [...readOne(file)]));
}

function readOne(file: string): Map<string, string> {
  try {
    return parseProperties(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file} cannot be read: ${toError(cause).message}`, { cause });
  }
}
