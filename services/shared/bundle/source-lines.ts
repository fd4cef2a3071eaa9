import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadedBundles } from './loaded-bundles.ts';

/** Turns the places in a stack into files and lines of the sources. */
export type WithSourceLines = (stack: string) => string;

/** Where something stands in a bundle, as stacks write it; bundles are run under their bare names. */
const place = /(?<=[( ])([\w-]+\.bundle\.js):(\d+):(\d+)/g;

/**
 * Reads the maps beside the bundles, at the first stack and not before: a process that never prints an error pays
 * nothing. They are let go when memory is short. What has no map stays as it is.
 */
export function createSourceLines(): WithSourceLines {
  const maps = new Map<string, WeakRef<SourceMap>>();

  function mapOf(bundle: string): SourceMap | undefined {
    const map = maps.get(bundle)?.deref() ?? readMap(bundle);
    if (map !== undefined) maps.set(bundle, new WeakRef(map));
    return map;
  }

  return (stack) =>
    stack.replaceAll(place, (inBundle, bundle: string, line: string, column: string) => {
      const entry = mapOf(bundle)?.findEntry(Number(line) - 1, Number(column) - 1);
      if (entry === undefined || !('originalSource' in entry)) return inBundle;
      return `${entry.originalSource}:${entry.originalLine + 1}`;
    });
}

function readMap(bundle: string): SourceMap | undefined {
  const loaded = loadedBundles().find(({ file }) => basename(file) === bundle);
  if (loaded === undefined) return undefined;
  try {
    return new SourceMap(JSON.parse(gunzipSync(readFileSync(`${loaded.file}.map.gz`)).toString('latin1')));
  } catch {
    // An error is being printed; that its map is missing must not hide it.
    return undefined;
  }
}
