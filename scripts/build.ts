import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, buildSync, type Metafile } from 'esbuild';
import { sdkWithoutUnused, tracingApart } from './tracing-plugins.ts';

const project = join(__dirname, '..');

const common = {
  absWorkingDir: project,
  bundle: true,
  minify: true,
  // Licences go into a file of their own, below.
  legalComments: 'none',
  metafile: true,
} as const satisfies BuildOptions;

const forNode = {
  ...common,
  outdir: 'dist',
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  sourcemap: 'linked',
  // Error names and log categories must survive.
  keepNames: true,
  // `require` also works where a bundle is run from V8's cache, `import()` does not.
  supported: { 'dynamic-import': false },
} as const satisfies BuildOptions;

// `npm start` runs the sources; the page is all that it needs built.
if (!process.argv.includes('--page')) {
  void buildServices(['server', 'client']);
  void buildTracing();
}
buildPage('services/client/page');

/** Bundles each service into one file that runs alone, with Node and nothing else. */
async function buildServices(services: readonly string[]): Promise<void> {
  const { metafile } = await build({
    ...forNode,
    entryPoints: Object.fromEntries(services.map((service) => [service, `services/${service}/main.ts`])),
    plugins: [tracingApart],
  });
  for (const service of services) writeLicencesOf(metafile, service);
  // Keeps Node from reading the bundles by the type of whatever package.json lies above them.
  writeFileSync(join(project, 'dist/package.json'), '{"type":"commonjs"}\n');
}

/** Bundles what traces. */
async function buildTracing(): Promise<void> {
  const { metafile } = await build({
    ...forNode,
    entryPoints: { tracing: 'services/tracing/start-tracing.ts' },
    // The Jaeger exporter's libraries assign names of functions, which the strict mode of this project forbids.
    tsconfigRaw: { compilerOptions: { strict: false } },
    plugins: [sdkWithoutUnused],
  });
  writeLicencesOf(metafile, 'tracing');
  copyThriftFiles();
}

function writeLicencesOf({ outputs }: Metafile, bundle: string): void {
  writeLicences(`dist/${bundle}.js`, Object.keys(outputs[`dist/${bundle}.js`]?.inputs ?? {}));
}

/** What the Jaeger exporter's client reads when it is loaded, beside the file that its code is in. */
function copyThriftFiles(): void {
  const client = join(project, 'node_modules/jaeger-client/dist/src');
  for (const file of ['jaeger-idl/thrift/jaeger.thrift', 'thriftrw-idl/agent.thrift']) {
    cpSync(join(client, file), join(project, 'dist', file));
  }
}

/** Bundles what browsers load; no part of it asks for anything from elsewhere. */
function buildPage(folder: string): void {
  const { metafile } = buildSync({
    ...common,
    entryPoints: [
      { in: `${folder}/browser/page.ts`, out: 'page' },
      { in: `${folder}/style/page.css`, out: 'page' },
    ],
    outdir: 'dist/page',
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
  });
  writeLicences('dist/page/page.js', Object.keys(metafile.outputs['dist/page/page.js']?.inputs ?? {}));
}

function writeLicences(bundle: string, inputs: readonly string[]): void {
  writeFileSync(join(project, `${bundle}.LICENSES.txt`), licencesOf(packagesOf(inputs)));
}

/** The folders of the packages that files come from. */
function packagesOf(files: readonly string[]): string[] {
  const folders = files.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/** What their licences want to be told wherever a copy goes. */
/** A text that is the same for many packages, as those of one project have it, stands once. */
function licencesOf(folders: readonly string[]): string {
  const packagesByText = new Map<string, string[]>();
  for (const folder of folders) {
    const text = licenceText(folder);
    packagesByText.set(text, [...(packagesByText.get(text) ?? []), describePackage(folder)]);
  }
  return [...packagesByText]
    .map(([text, packages]) => `${packages.join('\n')}\n\n${text}\n`)
    .join('\n----\n\n');
}

function describePackage(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(project, folder, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})`;
}

function licenceText(folder: string): string {
  const files = readdirSync(join(project, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|notice)/i.test(entry.name))
    .map(({ name }) => name);
  return files.map((file) => readFileSync(join(project, folder, file), 'utf8').trim()).join('\n\n');
}
