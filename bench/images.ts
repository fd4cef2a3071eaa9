import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { docker, project } from './measure/docker.ts';
import { readOptions } from './measure/options.ts';
import { publish, type Row } from './measure/output.ts';
import { measureStartsInImage } from './measure/start-in-image.ts';

// How large the images are, layer by layer, and how soon what is in them has started. Builds both.

const services = ['server', 'client'] as const;
const { numbers } = readOptions({ rounds: 15 });

function main(): void {
  const images = services.map((service) => ({ service, image: build(service) }));
  const sizes = images.map(({ service, image }) => ({ service, layers: layersOf(image) }));
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
  const names = images.map(({ image }) => image);
  const starts = measureStartsInImage(names, numbers.rounds).map(({ title, rows }) => ({
    title: `Inside of the image: ${title}`,
    rows,
  }));
  docker('image', 'rm', ...names);
  publish({
    name: 'images',
    conditions: { ...numbers },
    tables: [{ title: 'Images', rows: application }, ...starts, ...tables, files()],
  });
}

function build(service: string): string {
  const image = `grpc-hello-bench-${service}`;
  docker('build', '--quiet', '--file', `Dockerfile.${service}`, '--tag', image, '.');
  return image;
}

/** Layers that hold something. */
function layersOf(image: string): { readonly bytes: number; readonly by: string }[] {
  const history = docker(
    'history',
    '--human=false',
    '--no-trunc',
    '--format',
    '{{.Size}}\t{{.CreatedBy}}',
    image,
  );
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

main();
