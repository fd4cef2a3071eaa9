import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './project.ts';

/**
 * What the licences of the bundled packages want to be told wherever a copy goes.
 * @param inputs the files in a bundle, as esbuild names them
 */
export function licencesOf(inputs: readonly string[]): string {
  // A text that is the same for many packages, as those of one project have it, stands once.
  const packagesByText = new Map<string, string[]>();
  for (const folder of packagesOf(inputs)) {
    const text = licenceText(folder);
    packagesByText.set(text, [...(packagesByText.get(text) ?? []), describePackage(folder)]);
  }
  return [...packagesByText]
    .map(([text, packages]) => `${packages.join('\n')}\n\n${text}\n`)
    .join('\n----\n\n');
}

/** The folders of the packages that files come from. */
function packagesOf(files: readonly string[]): string[] {
  const folders = files.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

function describePackage(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(project, folder, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})`;
}

function licenceText(folder: string): string {
  const files = readdirSync(join(project, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|notice)/i.test(entry.name))
    .map(({ name }) => name);
  return files.map((file) => readFileSync(join(project, folder, file), 'utf8').trim()).join('\n\n');
}
