import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { allApis, renderText } from './helm.ts';

const project = join(__dirname, '../..');
const examples = 'helm/examples';

/** Files by their path below `rendered/`. */
export type RenderedFiles = Readonly<Record<string, string>>;

export function exampleNames(): readonly string[] {
  return readdirSync(join(project, examples)).sort();
}

export function renderedFolder(example: string): string {
  return join(project, examples, example, 'rendered');
}

/** The output of an example, a file for each template; an example of several releases has a folder for each. */
export function renderExample(example: string, helm?: string): RenderedFiles {
  const folder = join(examples, example);
  const valuesFiles = readdirSync(join(project, folder)).filter((file) => file.endsWith('.yaml'));
  const files: Record<string, string> = {};
  for (const file of valuesFiles.sort()) {
    const { release, namespace } = installCommand(join(folder, file));
    const text = renderText({
      files: [join(folder, file)],
      release,
      namespace,
      apis: allApis,
      ...(helm && { helm }),
    });
    const prefix = valuesFiles.length > 1 ? `${release}/` : '';
    for (const [path, content] of Object.entries(splitBySource(text))) files[prefix + path] = content;
  }
  return files;
}

export function readRendered(example: string): RenderedFiles {
  const folder = renderedFolder(example);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** The first line of the values says how the example is installed. */
function installCommand(file: string): { readonly release: string; readonly namespace: string } {
  const [line = ''] = readFileSync(join(project, file), 'utf8').split('\n');
  const [, release, namespace] =
    /^# helm install (\S+) \.\/helm -n (\S+) --create-namespace -f (\S+)$/.exec(line) ?? [];
  if (release === undefined || namespace === undefined || !line.endsWith(` ${file}`)) {
    throw new Error(`${file} does not begin with the command that installs it.`);
  }
  return { release, namespace };
}

function splitBySource(text: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const part of text.split(/^---\n(?=# Source: )/m)) {
    const [, path, content] = /^# Source: grpc-hello\/templates\/(\S+)\n([\s\S]*)$/.exec(part) ?? [];
    if (path !== undefined && content !== undefined) files[path] = `${files[path] ?? ''}---\n${content}`;
  }
  return files;
}
