import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { toError } from '../errors/to-error.ts';
import { parseProperties } from './properties.ts';
import { type ConfigSource, propertySource } from './source.ts';

/** The files of one name, once it is known which profiles are active. */
export type FileSources = (profiles: readonly string[]) => ConfigSource[];

/**
 * A `.properties` file and the files beside it that are named after a profile, which count only beside a main file;
 * a directory's files, without profiles, of which the last name wins.
 * @throws Error naming the file that cannot be read
 */
export function fileSources(path: string, ordinal: number): FileSources {
  const [main, ...others] = propertiesFilesAt(path).map((file) =>
    propertySource(file, ordinal, readPropertiesFile(file)),
  );
  if (main === undefined) return () => [];
  if (isDirectory(path)) return () => [main, ...others];
  return (profiles) => [...profiles.flatMap((profile) => profileFile(path, profile, main.ordinal + 1)), main];
}

/** The name of the file beside a main file that belongs to a profile. */
export function profilePath(mainPath: string, profile: string): string {
  const name = basename(mainPath).replace(/(\.properties)?$/, (end) => `-${profile}${end}`);
  return join(dirname(mainPath), name);
}

/** The file itself, or the files of a directory whose name ends in `properties`, strongest first; SmallRye looks no deeper. */
export function propertiesFilesAt(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!isDirectory(path)) return [path];
  const names = readdirSync(path).filter((name) => name.endsWith('properties'));
  return names
    .sort()
    .reverse()
    .map((name) => join(path, name));
}

/** @throws Error naming the file */
export function readPropertiesFile(file: string): Map<string, string> {
  try {
    return parseProperties(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file} cannot be read: ${toError(cause).message}`, { cause });
  }
}

function profileFile(mainPath: string, profile: string, ordinal: number): ConfigSource[] {
  const path = profilePath(mainPath, profile);
  return existsSync(path) ? [propertySource(path, ordinal, readPropertiesFile(path))] : [];
}

export function isDirectory(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
