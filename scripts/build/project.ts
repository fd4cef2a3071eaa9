import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';

/** The folder of the project. */
export const project = join(__dirname, '../..');

/** What all bundles have in common. */
export const common = {
  absWorkingDir: project,
  bundle: true,
  // Licences go into a file of their own.
  legalComments: 'none',
  metafile: true,
} as const satisfies BuildOptions;
