import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist } from './services.ts';

/** Lends the built files with compiled code by that Node, as the images have them. */
export async function withCompiledDist(node: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'grpc-hello-bench-'));
  try {
    cpSync(dist, folder, { recursive: true });
    execFileSync(node, [join(folder, 'make-code-cache.js')]);
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
