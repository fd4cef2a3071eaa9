import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exampleNames, renderExample, renderedFolder } from '../test/helpers/chart-examples.ts';

// Renders helm/examples/*/values.yaml into rendered/ beside them, so that a change of the chart shows what it does.

for (const example of exampleNames()) {
  const folder = renderedFolder(example);
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(renderExample(example))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
