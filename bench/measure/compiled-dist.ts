import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist } from './services.ts';

/**
 * Lends the built files with compiled code by that Node, as the images have them. The files of an image come with theirs,
 * and without what makes it.
 */
export async function withCompiledDist(node: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'grpc-hello-bench-'));
  try {
    cpSync(dist, folder, { recursive: true });
    const compiler = join(folder, 'make-code-cache.js');
    if (existsSync(compiler)) execFileSync(node, [compiler]);
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
