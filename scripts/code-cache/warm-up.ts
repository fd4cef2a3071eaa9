import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import vm from 'node:vm';
import { packCodeCache } from '../../services/boot/code-cache-file.ts';
import { untilReady } from './exchanges.ts';
import type { Job, Ports } from './jobs.ts';

/**
 * Runs a service in this process, asks it what a job says, and keeps the code that V8 has compiled until then.
 * @param bundle the name of the bundle whose code it is
 */
export async function warmUp(
  bundle: string,
  { service, settings, exchanges }: Job,
  ports: Ports,
): Promise<void> {
  const scripts = recordScripts();
  const entry = join(__dirname, `${service}.js`);
  const definitions = Object.entries(settings(ports)).map(([key, value]) => `-D${key}=${value}`);
  process.argv = [process.execPath, entry, ...definitions];
  require(entry);
  await untilReady(ports.http);
  for (const exchange of exchanges(ports)) await exchange();
  const file = join(__dirname, `${bundle}.bundle.js`);
  const script = scripts.get(basename(file));
  if (script === undefined) throw new Error(`${file} was not loaded.`);
  writeFileSync(`${file}.cache`, packCodeCache(readFileSync(file, 'latin1'), script.createCachedData()));
}

/** Keeps every script that is made from now on, by its name. */
function recordScripts(): ReadonlyMap<string, vm.Script> {
  const scripts = new Map<string, vm.Script>();
  vm.Script = class extends vm.Script {
    constructor(code: string, options: vm.ScriptOptions) {
      super(code, options);
      scripts.set(String(options.filename), this);
    }
  };
  return scripts;
}
