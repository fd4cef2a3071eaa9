import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { accessibilityProblems, overflowOf, skipWithoutChromium, useChromium } from './helpers/chromium.ts';
import { pods, preset, startPage } from './helpers/page-objects.ts';
import type { PageServiceOptions } from './helpers/page-service.ts';

const skip = skipWithoutChromium;
const browser = useChromium();

const longName = (index: number) =>
  `greeter-of-a-team-that-likes-long-names-${'y'.repeat(50)}-${index}-tfbhf`;
const situations: readonly [
  string,
  Partial<PageServiceOptions>,
  (page: Page, url: string) => Promise<unknown>,
][] = [
  ['before the first run', {}, async () => undefined],
  [
    'with two runs',
    {},
    async (page) => {
      await preset(page, 'As configured').click();
      await page.locator('.try').click();
      await page.locator('.is-BALANCED.verdict').waitFor();
    },
  ],
  [
    'with 30 backends of long names',
    { backends: 30, answers: async (index) => ({ name: longName(index % 30), version: `l${index % 2}` }) },
    async (page) => {
      await page.locator('#run-requests').fill('600');
      await page.locator('form .run').click();
      await page.locator('.verdict').waitFor();
    },
  ],
  [
    'with failures and wrong fields',
    {
      answers: async (index) =>
        index % 3 === 0 ? new Error(`reset reason: overflow ${index % 2}`) : { ...pods[index % 3] },
    },
    async (page) => {
      await preset(page, 'As configured').click();
      await page.locator('.is-FAILED').first().waitFor();
      await page.locator('#run-concurrency').fill('0');
      await page.locator('#run-concurrency').press('Enter');
      await page.locator('.problems').waitFor();
    },
  ],
  [
    'as a page without scripts',
    {},
    (page, url) => page.goto(`${url}hello/report?format=html&calls=true&expect=weights:l1=90,l2=10`),
  ],
];

for (const [situation, options, prepare] of situations) {
  test(`everybody can use it ${situation}: light and dark, wide and narrow`, { skip }, async (t) => {
    const url = await startPage(t, options);
    const page = await browser.open(t, url);
    await prepare(page, url);
    await page.locator('details').evaluateAll('(folds) => folds.forEach((fold) => { fold.open = true; })');
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [1280, 320]) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 800 });
        assert.equal(await overflowOf(page), 0, `${width} pixels`);
        assert.deepEqual(await accessibilityProblems(page), [], `${colorScheme}, ${width} pixels`);
      }
  });
}

test('everything together is at most 60 KB on the wire, kept and asked for again', async (t) => {
  const url = await startPage(t);
  let bytes = 0;
  for (const [path, type] of [
    ['', 'text/html;charset=UTF-8'],
    ['page/page.js', 'text/javascript;charset=UTF-8'],
    ['page/page.css', 'text/css;charset=UTF-8'],
    ['page/icon.svg', 'image/svg+xml'],
  ] as const) {
    const { status, headers } = await fetch(url + path, { headers: { 'accept-encoding': 'gzip' } });
    const header = (name: string) => headers.get(name) ?? '';
    assert.deepEqual(
      [status, header('content-type'), header('content-encoding'), header('vary')],
      [200, type, 'gzip', 'Accept-Encoding'],
    );
    assert.match(header('content-security-policy'), /^default-src 'none'; script-src 'self';/);
    assert.equal(header('x-content-type-options'), 'nosniff');
    bytes += Number(header('content-length'));
    const again = await fetch(url + path, {
      headers: { 'accept-encoding': 'gzip', 'if-none-match': `"other", W/${header('etag')}` },
    });
    assert.deepEqual(
      [again.status, await again.text(), again.headers.get('content-length')],
      [304, '', null],
    );
    const plain = await fetch(url + path, {
      headers: { 'accept-encoding': 'identity', 'if-none-match': header('etag') },
    });
    assert.deepEqual([plain.status, plain.headers.get('content-encoding')], [200, null]);
    assert.ok((await plain.text()).length > 100);
  }
  assert.ok(bytes <= 60_000, `${bytes} bytes`);
});

test('without a built page there is the form that needs no script', async (t) => {
  for (const missing of [undefined, join(__dirname, 'nowhere')]) {
    const url = await startPage(t, { folder: missing });
    const page = await (await fetch(url)).text();
    assert.match(page, /<form method="get" action="hello\/report"/);
    assert.doesNotMatch(page, /<script/);
    assert.equal((await fetch(`${url}page/page.js`)).status, 404);
    assert.equal((await fetch(`${url}page/icon.svg`)).status, 200);
  }
});
