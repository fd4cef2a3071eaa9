import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const project = join(__dirname, '..');
const services = ['server', 'client'];

// Bundles each service into one file that runs alone, with Node and nothing else.
const { metafile } = buildSync({
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
  // Licences go into a file of their own, below.
  legalComments: 'none',
  metafile: true,
});

for (const service of services) {
  const inputs = Object.keys(metafile.outputs[`dist/${service}.js`]?.inputs ?? {});
  writeFileSync(join(project, `dist/${service}.js.LICENSES.txt`), licencesOf(packagesOf(inputs)));
}

// Keeps Node from reading the bundles by the type of whatever package.json lies above them.
writeFileSync(join(project, 'dist/package.json'), '{"type":"commonjs"}\n');

/** The folders of the packages that files come from. */
function packagesOf(files: readonly string[]): string[] {
  const folders = files.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/** What their licences want to be told wherever a copy goes. */
function licencesOf(folders: readonly string[]): string {
  return folders.map((folder) => `${describePackage(folder)}\n\n${licenceText(folder)}\n`).join('\n----\n\n');
}

function describePackage(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(project, folder, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})`;
}

function licenceText(folder: string): string {
  const files = readdirSync(join(project, folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  return files.map((file) => readFileSync(join(project, folder, file), 'utf8').trim()).join('\n\n');
}
