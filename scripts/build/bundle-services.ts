import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build, buildSync, type Metafile, type OutputFile } from 'esbuild';
import { digestMark } from '../../services/boot/code-cache-file.ts';
import { licencesOf } from './licences.ts';
import { lineMap } from './line-map.ts';
import { common, project } from './project.ts';
import { grpcOfService, sdkWithoutUnused, tracingApart } from './tracing-plugins.ts';

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
  // `require` also works where a bundle is run from V8's cache, `import()` does not.
  supported: { 'dynamic-import': false },
  alias: {
    'body-parser': './scripts/build/nothing.ts',
    qs: './scripts/build/nothing.ts',
    // By the list of all media types Express turns endings of files into types; every answer here names its own.
    'mime-db': './scripts/build/few-media-types.json',
  },
  write: false,
} as const satisfies BuildOptions;

/** What is bundled, under which name. */
const bundles: Readonly<Record<string, BuildOptions>> = {
  server: { entryPoints: ['services/server/main.ts'], plugins: [tracingApart] },
  // Short names, so that its image's layer stays below 5 MB.
  client: { entryPoints: ['services/client/main.ts'], plugins: [tracingApart], minifyIdentifiers: true },
  tracing: {
    entryPoints: ['services/tracing/start-tracing.ts'],
    // The Jaeger exporter's libraries assign names of functions, which the strict mode of this project forbids.
    tsconfigRaw: { compilerOptions: { strict: false } },
    plugins: [sdkWithoutUnused, grpcOfService],
    minifyIdentifiers: true,
  },
};

/**
 * Bundles each service into `<name>.bundle.js`, which runs alone, with Node and nothing else, and puts a loader before
 * it, `<name>.js`, which is the file to run; and so what traces, which the services load by its loader.
 */
export async function bundleServices(): Promise<void> {
  mkdirSync(join(project, 'dist'), { recursive: true });
  const loader = bundleFile('services/boot/main.ts');
  for (const [name, options] of Object.entries(bundles)) {
    const { code, map, metafile } = await bundleWithMap(name, options);
    writeDist(`${name}.js`, loader);
    writeDist(`${name}.bundle.js`, withDigest(code));
    writeDist(`${name}.bundle.js.map.gz`, gzipSync(lineMap(map)));
    const [output] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint !== undefined);
    writeDist(`${name}.js.LICENSES.txt`, licencesOf(Object.keys(output?.inputs ?? {})));
  }
  copyThriftFiles();
  // Makes the compiled code of the bundles, by the Node that will run them.
  writeDist('make-code-cache.js', bundleFile('scripts/code-cache/main.ts'));
  // Keeps Node from reading the bundles by the type of whatever package.json lies above them.
  writeDist('package.json', '{"type":"commonjs"}\n');
}

async function bundleWithMap(
  name: string,
  options: BuildOptions,
): Promise<{ code: string; map: string; metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    ...options,
    ...forNode,
    outfile: `dist/${name}.bundle.js`,
    sourcemap: 'external',
    sourcesContent: false,
  });
  return { code: textOf(outputFiles, '.js'), map: textOf(outputFiles, '.map'), metafile };
}

/** What the Jaeger exporter's client reads when it is loaded, beside the file that its code is in. */
function copyThriftFiles(): void {
  const client = join(project, 'node_modules/jaeger-client/dist/src');
  for (const file of ['jaeger-idl/thrift/jaeger.thrift', 'thriftrw-idl/agent.thrift']) {
    cpSync(join(client, file), join(project, 'dist', file));
  }
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

function textOf(files: readonly OutputFile[], ending: string): string {
  return files.find(({ path }) => path.endsWith(ending))?.text ?? '';
}

function writeDist(file: string, content: string | Buffer): void {
  writeFileSync(join(project, 'dist', file), content);
}
