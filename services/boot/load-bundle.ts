import { readFileSync } from 'node:fs';
import { wrap } from 'node:module';
import { basename, dirname } from 'node:path';
import { Script } from 'node:vm';
import { loadedBundles } from '../shared/bundle/loaded-bundles.ts';
import { unpackCodeCache } from './code-cache-file.ts';

/** Bundles are ASCII, which is read and kept at a byte a character. */
const encoding = 'latin1';

/** The form of a CommonJS module once Node has wrapped it. */
type ModuleFunction = (
  exports: unknown,
  require: NodeJS.Require,
  module: { exports: unknown },
  fileName: string,
  folder: string,
) => void;

/**
 * Runs a bundle as Node would run it as a module, but with the compiled code that stands beside it, as long as that
 * fits: made of this bundle, by this Node, with these flags of V8. Otherwise it is compiled as any other.
 * @param module gets what the bundle exports
 */
export function loadBundle(bundle: string, module: { exports: unknown }, require: NodeJS.Require): void {
  const source = readFileSync(bundle, encoding);
  const code = readCodeCache(bundle, source);
  const cachedData = typeof code === 'string' ? undefined : code;
  // Compiled code carries the name that it was made under, so a path would be that of the building machine.
  const script = new Script(wrap(source), { filename: basename(bundle), ...(cachedData && { cachedData }) });
  const rejected = script.cachedDataRejected
    ? 'It was made by another version of Node or with other flags.'
    : undefined;
  loadedBundles().push({ file: bundle, refusal: typeof code === 'string' ? code : rejected });
  const run = script.runInThisContext() as ModuleFunction;
  run.call(module.exports, module.exports, require, module, bundle, dirname(bundle));
}

/** @returns the code, or why there is none */
function readCodeCache(bundle: string, source: string): Buffer | string {
  try {
    return unpackCodeCache(source, readFileSync(`${bundle}.cache`));
  } catch (error) {
    return `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
