import { readFileSync } from 'node:fs';
import { toError } from '../errors/to-error.ts';
import { StartError } from './service.ts';

/**
 * Reads a PEM file that a setting names.
 * @throws StartError when it cannot be read or is no PEM
 */
export function readPem(key: string, path: string): Buffer {
  const content = read(key, path);
  if (!content.includes('-----BEGIN ')) throw new StartError(`${key} names ${path}, which is no PEM file.`);
  return content;
}

function read(key: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new StartError(`${key} names ${path}, which cannot be read: ${toError(cause).message}.`, { cause });
  }
}
