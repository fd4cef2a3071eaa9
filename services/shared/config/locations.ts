import { fileURLToPath, pathToFileURL } from 'node:url';
import { type FileSources, fileSources, isDirectory } from './files.ts';
import { splitList } from './list.ts';
import type { Lookup } from './lookup.ts';

/** The settings that name more files, the stronger one first. */
const locationKeys = ['quarkus.config.locations', 'smallrye.config.locations'];

/**
 * The files that a setting names: paths or `file:` URLs of `.properties` files or directories, the first wins. They are
 * as strong as the source that names them and come before it.
 * @throws Error about a location that is no file's
 */
export function readLocations(lookup: Lookup, workingDirectory: string): FileSources[] {
  const found = locationKeys.flatMap((key) => lookup(key) ?? []).at(0);
  if (found === undefined) return [];
  const paths = splitList(found.value).map((location) => toPath(location, workingDirectory));
  return paths.filter(isReadable).map((path) => fileSources(path, found.ordinal));
}

/** Other files are passed over, as in SmallRye, which has a reader by ending. */
function isReadable(path: string): boolean {
  return path.endsWith('properties') || isDirectory(path);
}

function toPath(location: string, workingDirectory: string): string {
  const base = pathToFileURL(`${workingDirectory}/`).href;
  const url = /\s/.test(location) || !URL.canParse(location, base) ? undefined : new URL(location, base);
  if (url?.protocol !== 'file:') {
    throw new Error(
      `The location "${location}" cannot be read; it must be a path or a file: URL, with %20 for blanks.`,
    );
  }
  return fileURLToPath(url);
}
