import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { iconSvg } from './icon.ts';
import { type Representation, represent } from './representation.ts';

/** What the page loads. */
export interface PageAssets {
  /** @returns undefined when the page was not built, or has no such part */
  get(file: string): Promise<Representation | undefined>;
}

const contentTypes: Readonly<Record<string, string>> = {
  'page.js': 'text/javascript;charset=UTF-8',
  'page.css': 'text/css;charset=UTF-8',
};

/** Reads and compresses each file of a folder when it is first asked for; what is missing may come later. */
export function createPageAssets(folder: string | undefined): PageAssets {
  const loaded = new Map<string, Promise<Representation | undefined>>([
    ['icon.svg', Promise.resolve(represent('image/svg+xml', iconSvg))],
  ]);

  async function load(file: string, contentType: string): Promise<Representation | undefined> {
    const text = await readFile(join(folder ?? '', file)).catch(() => undefined);
    if (text === undefined) loaded.delete(file);
    return text && represent(contentType, text);
  }

  return {
    get(file) {
      const known = loaded.get(file);
      const contentType = contentTypes[file];
      if (known !== undefined || folder === undefined || contentType === undefined)
        return known ?? Promise.resolve(undefined);
      const loading = load(file, contentType);
      loaded.set(file, loading);
      return loading;
    },
  };
}
