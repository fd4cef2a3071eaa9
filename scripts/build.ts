import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundlePage } from './build/bundle-page.ts';
import { bundleServices } from './build/bundle-services.ts';
import { project } from './build/project.ts';

// `npm start` runs the sources; the page is all that it needs built.
if (!process.argv.includes('--page')) void buildForNode();
bundlePage('services/client/page');

async function buildForNode(): Promise<void> {
  rmSync(join(project, 'dist'), { recursive: true, force: true });
  await bundleServices();
  execFileSync(process.execPath, [join(project, 'dist/make-code-cache.js')], { stdio: 'inherit' });
}
