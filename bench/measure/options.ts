import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** A Node to measure with. */
export interface NodeProgram {
  readonly path: string;
  readonly version: string;
}

/**
 * Reads numbers as `--rounds 15`, and `--node <path>`, which can stand several times.
 * @param defaults the numbers there are, and what they are unless given
 * @throws Error for what is no number or not known
 */
export function readOptions<Name extends string>(
  defaults: Readonly<Record<Name, number>>,
): { readonly numbers: Readonly<Record<Name, number>>; readonly nodes: readonly NodeProgram[] } {
  const names = Object.keys(defaults) as Name[];
  const { values } = parseArgs({
    options: {
      node: { type: 'string', multiple: true },
      ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    },
  });
  const given = values as Record<string, string | undefined>;
  const numbers = Object.fromEntries(
    names.map((name) => {
      const number = Number(given[name] ?? defaults[name]);
      if (!(number > 0)) throw new Error(`--${name} is "${given[name]}", which is no positive number.`);
      return [name, number];
    }),
  ) as Record<Name, number>;
  const paths = (values.node as string[] | undefined) ?? [process.execPath];
  return { numbers, nodes: paths.map(nodeAt) };
}

function nodeAt(path: string): NodeProgram {
  return { path, version: execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() };
}
