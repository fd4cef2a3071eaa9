import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { type Answers, addressesOf, type PageServiceOptions, startPageService } from './page-service.ts';

/** Where the build puts the page. */
export const pageFolder = join(__dirname, '../../dist/page');

/** Thirty backends. */
export const pods = Array.from({ length: 30 }, (_, index) => ({
  name: `grpc-v${index + 1}-7cc77c5cfc-tfbhf`,
  version: `l${index + 1}`,
  address: addressesOf(30)[index] ?? null,
}));

/** Keeps to one of the first three backends, unless it goes round. */
const pinned: Answers = async (index, policy) => ({
  ...pods[policy === 'round_robin' ? index % 3 : 0],
});

/** Starts the page over three backends, of which one gets all calls. @returns its address */
export function startPage(t: TestContext, options: Partial<PageServiceOptions> = {}): Promise<string> {
  return startPageService(t, { folder: pageFolder, answers: pinned, backends: 3, ...options });
}

/** Calls that wait until they are let through. */
export function heldBack(allowed: number): { readonly answers: Answers; readonly release: () => void } {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const answers: Answers = async (index, policy) => {
    if (index >= allowed) await released;
    return pinned(index, policy);
  };
  return { answers, release };
}

/** The link that makes a run with one click. */
export function preset(page: Page, title: string): Locator {
  return page.locator('.presets a', { has: page.getByText(title, { exact: true }) });
}

/** The word of the report that is shown. */
export function verdict(page: Page): Locator {
  return page.locator('.verdict h2');
}

/** The text of an element as people see it. */
export function textOf(locator: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: this is Playwright's, which knows what is visible.
  return locator.innerText();
}

/** Counts how often a run is asked for. */
export function countRuns(page: Page): () => number {
  let runs = 0;
  page.on('request', (request) => {
    if (request.url().includes('/hello/report/stream')) runs += 1;
  });
  return () => runs;
}
