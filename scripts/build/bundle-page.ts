import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { licencesOf } from './licences.ts';
import { common, project } from './project.ts';

/** Bundles what browsers load; no part of it asks for anything from elsewhere. */
export function bundlePage(folder: string): void {
  const { metafile } = buildSync({
    ...common,
    entryPoints: [
      { in: `${folder}/browser/page.ts`, out: 'page' },
      { in: `${folder}/style/page.css`, out: 'page' },
    ],
    outdir: 'dist/page',
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
  });
  const inputs = Object.keys(metafile.outputs['dist/page/page.js']?.inputs ?? {});
  writeFileSync(join(project, 'dist/page/page.js.LICENSES.txt'), licencesOf(inputs));
}
