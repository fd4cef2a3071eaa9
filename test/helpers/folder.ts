import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

/** What lies in a folder, by path; text is written as UTF-8. */
export interface Content {
  readonly files?: Readonly<Record<string, string | Buffer>>;
  readonly directories?: readonly string[];
  readonly links?: Readonly<Record<string, string>>;
}

/** A folder with that content, which is gone after the test. */
export function folderWith(t: TestContext, content: Content = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'grpc-hello-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  fillFolder(folder, content);
  return folder;
}

/** Adds content to a folder. */
export function fillFolder(folder: string, { files = {}, directories = [], links = {} }: Content): void {
  for (const directory of directories) mkdirSync(join(folder, directory), { recursive: true });
  for (const [path, content] of Object.entries(files)) write(join(folder, path), content);
  for (const [path, target] of Object.entries(links)) link(join(folder, path), target);
}

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function link(path: string, target: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
