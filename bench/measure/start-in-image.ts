import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker, project } from './docker.ts';
import type { Findings } from './output.ts';

/**
 * Measures starts inside of the first image, by its Node, with the files of all of them and the compiled code that they
 * brought along. The project, with its packages, is mounted beside them, for it is what measures.
 */
export function measureStartsInImage(images: readonly string[], rounds: number): Findings['tables'] {
  const folder = mkdtempSync(join(tmpdir(), 'grpc-hello-images-'));
  const [files, results] = [join(folder, 'dist'), join(folder, 'results')];
  try {
    for (const each of [files, results]) mkdirSync(each);
    for (const image of images) copyFiles(image, files);
    docker(
      ...['run', '--rm', '--user', '0', '--entrypoint', 'node', '--workdir', '/project'],
      ...['--volume', `${project}:/project:ro`, '--volume', `${files}:/project/dist:ro`],
      ...['--volume', `${results}:/project/bench/results`],
      ...[images[0] ?? '', '--import', 'tsx', 'bench/start.ts', '--rounds', String(rounds)],
    );
    return JSON.parse(readFileSync(join(results, 'start.json'), 'utf8')).tables;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function copyFiles(image: string, folder: string): void {
  const container = docker('create', image).trim();
  docker('cp', `${container}:/deployments/.`, folder);
  docker('rm', container);
}
