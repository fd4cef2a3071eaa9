import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { publish, type Row } from './measure/output.ts';

// How large the images are, layer by layer. Builds both.

const services = ['server', 'client'] as const;
const project = join(__dirname, '..');

function main(): void {
  const sizes = services.map((service) => ({ service, layers: layersOf(service) }));
  const tables = sizes.map(({ service, layers }) => ({
    title: `Layers of the ${service}'s image, from the last to the first`,
    rows: layers.map(({ bytes, by }): Row => ({ MB: (bytes / 1e6).toFixed(2), 'made by': by })),
  }));
  const application = sizes.map(({ service, layers }): Row => {
    const copied = layers.filter(({ by }) => /^COPY .*\/build\/dist/.test(by));
    const bytes = copied.reduce((sum, layer) => sum + layer.bytes, 0);
    const all = layers.reduce((sum, layer) => sum + layer.bytes, 0);
    return { image: service, 'application MB': (bytes / 1e6).toFixed(2), 'image MB': (all / 1e6).toFixed(0) };
  });
  publish({
    name: 'images',
    conditions: {},
    tables: [{ title: 'Images', rows: application }, ...tables, files()],
  });
}

/** Layers that hold something. @throws Error when no Docker engine answers */
function layersOf(service: string): { readonly bytes: number; readonly by: string }[] {
  const image = `grpc-hello-bench-${service}`;
  docker('build', '--quiet', '--file', `Dockerfile.${service}`, '--tag', image, '.');
  const history = docker(
    'history',
    '--human=false',
    '--no-trunc',
    '--format',
    '{{.Size}}\t{{.CreatedBy}}',
    image,
  );
  docker('image', 'rm', image);
  return history
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([bytes, by = '']) => ({ bytes: Number(bytes), by: by.replaceAll(/\s+/g, ' ').slice(0, 80) }))
    .filter(({ bytes }) => bytes > 0);
}

/** What this machine's build has, which is what the images copy. */
function files(): { title: string; rows: Row[] } {
  const dist = join(project, 'dist');
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' }).sort();
  const rows = names
    .map((file) => ({ file, stats: statSync(join(dist, file)) }))
    .filter(({ stats }) => stats.isFile())
    .map(({ file, stats }): Row => ({ file, MB: (stats.size / 1e6).toFixed(2) }));
  return { title: 'Built files', rows };
}

function docker(...words: string[]): string {
  return execFileSync('docker', words, {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

main();
