import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, buildSync, type Metafile, type OutputFile } from 'esbuild';
import { digestMark } from '../../services/boot/code-cache-file.ts';
import { licencesOf } from './licences.ts';
import { common, project } from './project.ts';

const forNode = {
  ...common,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  // Names stay as they are: errors and log categories show them, and to keep them of shortened ones costs a call for
  // every function that is made, those of every gRPC call included.
  minifyWhitespace: true,
  minifySyntax: true,
  // Read at a byte a character.
  charset: 'ascii',
  alias: { 'body-parser': './scripts/build/no-body-parser.ts' },
  write: false,
} as const satisfies BuildOptions;

/**
 * Bundles each service into `<service>.bundle.js`, which runs alone, with Node and nothing else, and puts a loader
 * before it, `<service>.js`, which is the file to run.
 */
export function bundleServices(services: readonly string[]): void {
  mkdirSync(join(project, 'dist'), { recursive: true });
  const loader = bundleFile('services/boot/main.ts');
  for (const service of services) {
    const { code, map, metafile } = bundleWithMap(service);
    writeDist(`${service}.js`, loader);
    writeDist(`${service}.bundle.js`, withDigest(code));
    writeDist(`${service}.bundle.js.map.gz`, gzipSync(smallMap(map)));
    const [output] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint !== undefined);
    writeDist(`${service}.js.LICENSES.txt`, licencesOf(Object.keys(output?.inputs ?? {})));
  }
  // Makes the compiled code of the bundles, by the Node that will run them.
  writeDist('make-code-cache.js', bundleFile('scripts/code-cache/main.ts'));
  // Keeps Node from reading the bundles by the type of whatever package.json lies above them.
  writeDist('package.json', '{"type":"commonjs"}\n');
}

function bundleWithMap(service: string): { code: string; map: string; metafile: Metafile } {
  const { outputFiles, metafile } = buildSync({
    ...forNode,
    entryPoints: [`services/${service}/main.ts`],
    outfile: `dist/${service}.bundle.js`,
    sourcemap: 'external',
    sourcesContent: false,
  });
  return { code: textOf(outputFiles, '.js'), map: textOf(outputFiles, '.map'), metafile };
}

function bundleFile(entryPoint: string): string {
  return textOf(
    buildSync({ ...forNode, entryPoints: [entryPoint], outfile: 'dist/file.js' }).outputFiles,
    '.js',
  );
}

/** The line of the digest stands above what the map tells of. */
function withDigest(code: string): string {
  return `${digestMark}${createHash('sha256').update(code).digest('hex')}\n${code}`;
}

/** A map with sources as the project names them, and a line for the digest. */
function smallMap(map: string): string {
  const { sources, mappings, names, version } = JSON.parse(map);
  const named = sources.map((source: string) => source.replace(/^(\.\.\/)+/, ''));
  return JSON.stringify({ version, sources: named, names, mappings: `;${mappings}` });
}

function textOf(files: readonly OutputFile[], ending: string): string {
  return files.find(({ path }) => path.endsWith(ending))?.text ?? '';
}

function writeDist(file: string, content: string | Buffer): void {
  writeFileSync(join(project, 'dist', file), content);
}
