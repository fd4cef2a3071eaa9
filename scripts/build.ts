import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundlePage } from './build/bundle-page.ts';
import { bundleServices } from './build/bundle-services.ts';
import { project } from './build/project.ts';

// `npm start` runs the sources; the page is all that it needs built.
if (!process.argv.includes('--page')) {
  rmSync(join(project, 'dist'), { recursive: true, force: true });
  bundleServices(['server', 'client']);
  execFileSync(process.execPath, [join(project, 'dist/make-code-cache.js')], { stdio: 'inherit' });
}
bundlePage('services/client/page');
