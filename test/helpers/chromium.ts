import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, type TestContext } from 'node:test';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const program = '/usr/bin/chromium';
const isMissing = !existsSync(program);

/** Whether tests with the real Chromium are skipped, and why; where CI=true they fail instead. */
export const skipWithoutChromium =
  isMissing && process.env.CI !== 'true' ? `Chromium is not at ${program}` : false;

const words = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

/** A browser for the tests of a file. */
export interface TestBrowser {
  /**
   * Opens an address in a profile of its own, which is gone after the test. The test fails if the page then has asked
   * another origin for anything, thrown an error, or broken its Content-Security-Policy.
   */
  open(t: TestContext, url: string, options?: BrowserContextOptions): Promise<Page>;
}

/** Starts Chromium when the first page is opened, and ends it after the last test of the file. */
export function useChromium(): TestBrowser {
  let browser: Promise<Browser> | undefined;
  after(async () => (await browser)?.close());
  return {
    async open(t, url, options = {}) {
      if (isMissing) throw new Error(`Chromium is not at ${program}.`);
      browser ??= chromium.launch({ executablePath: program, args: words });
      const context = await (await browser).newContext({
        viewport: { width: 1280, height: 800 },
        ...options,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const faults = watchFaults(page, new URL(url).origin);
      t.after(async () => {
        await context.close();
        assert.deepEqual(faults, []);
      });
      await page.goto(url);
      return page;
    },
  };
}

function watchFaults(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (/Content.Security.Policy|Refused to/i.test(message.text())) faults.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('blob:')) faults.push(`asked for ${url}`);
  });
  return faults;
}

/** What axe-core finds wrong, as one line for each element. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} (${target}) ${failureSummary ?? ''}`),
  );
}

/** How far the page is wider than the screen. */
export async function overflowOf(page: Page): Promise<number> {
  return (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number;
}
