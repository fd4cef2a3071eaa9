import { unwatchFile, watchFile } from 'node:fs';

/** A ConfigMap volume changes by swapping a symbolic link, which only looking again sees on every file system. */
const lookEveryMs = 1000;

/**
 * Calls back whenever one of the files has changed, appeared or gone, and once for a file that is missing at first.
 * Does not keep the process alive.
 * @returns ends the watching
 */
export function watchFiles(paths: readonly string[], changed: () => void): () => void {
  for (const path of paths) watchFile(path, { interval: lookEveryMs, persistent: false }, changed);
  return () => {
    for (const path of paths) unwatchFile(path, changed);
  };
}
