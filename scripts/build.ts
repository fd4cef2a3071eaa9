import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const project = join(__dirname, '..');
const services = ['server', 'client'];

/** Bundles each service into one file that runs alone, with Node and nothing else. */
buildSync({
  absWorkingDir: project,
  entryPoints: Object.fromEntries(services.map((service) => [service, `services/${service}/main.ts`])),
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  minify: true,
  // Error names and log categories must survive.
  keepNames: true,
  sourcemap: 'linked',
  legalComments: 'none',
});

// Keeps Node from reading the bundles by the type of whatever package.json lies above them.
writeFileSync(join(project, 'dist/package.json'), '{"type":"commonjs"}\n');
