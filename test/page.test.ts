import assert from 'node:assert/strict';
import test from 'node:test';
import { skipWithoutChromium, useChromium } from './helpers/chromium.ts';
import { countRuns, heldBack, preset, startPage, textOf, verdict } from './helpers/page-objects.ts';

const skip = skipWithoutChromium;
const browser = useChromium();

test('without scripts, the form leads to the report as a page', { skip }, async (t) => {
  const page = await browser.open(t, await startPage(t), { javaScriptEnabled: false });
  assert.equal(await textOf(page.locator('h1')), 'Are my gRPC calls balanced, and if not, why?');
  await page.locator('#run-policy').selectOption('round_robin');
  await page.locator('form .run').click();
  assert.equal(await textOf(verdict(page)), 'BALANCED');
  assert.equal(await page.locator('.share').count(), 3);
  assert.equal(await page.locator('script').count(), 0);
  await page.locator('.again .run').click();
  assert.equal(await textOf(verdict(page)), 'BALANCED');
  await page.locator('.again a', { hasText: 'Change the run' }).click();
  assert.equal(await page.locator('#run-policy').inputValue(), 'round_robin');
});

test('without scripts, runs for one click and remedies are links to reports', { skip }, async (t) => {
  const page = await browser.open(t, await startPage(t), { javaScriptEnabled: false });
  await preset(page, 'As configured').click();
  assert.equal(await textOf(verdict(page)), 'PINNED');
  await page.locator('.try').click();
  assert.equal(await textOf(verdict(page)), 'BALANCED');
});

test('without scripts, what is wrong is told on a page', { skip }, async (t) => {
  const page = await browser.open(t, await startPage(t), { javaScriptEnabled: false });
  await page.locator('#run-requests').fill('<b>many</b>');
  await page.locator('#run-concurrency').fill('0');
  await page.locator('form .run').click();
  assert.deepEqual(await page.locator('.problems li').allInnerTexts(), [
    'requests is "<b>many</b>"; it must be a whole number from 1 to 10000, or auto.',
    'concurrency is "0"; it must be a whole number from 1 to 100.',
  ]);
});

test('a run shows its progress, then the verdict, the cause and the bars', { skip }, async (t) => {
  const { answers, release } = heldBack(10);
  const page = await browser.open(t, await startPage(t, { answers }));
  await page.locator('#run-requests').fill('20');
  await page.locator('form .run').click();
  await page.locator('.going h2', { hasText: '10 of 20 calls' }).waitFor();
  assert.equal(await page.locator('.going .share').count(), 1);
  assert.equal(await page.locator('progress').getAttribute('max'), '20');
  await page.locator('[role=status]', { hasText: '50 % of 20 calls' }).first().waitFor({ state: 'attached' });
  release();
  assert.equal(await textOf(verdict(page)), 'PINNED');
  assert.equal(await page.locator('.going').count(), 0);
  assert.match(await textOf(page.locator('.why')), /Kubernetes balances connections, not calls/);
  assert.deepEqual(await page.locator('.much b').allInnerTexts(), ['100 %', '0 %', '0 %']);
  assert.equal(await page.locator('.share .expected').count(), 3);
  assert.match(await textOf(page.locator('.lanes').first()), /grpc-v1-7cc77c5cfc-tfbhf/);
  assert.match(await textOf(page.locator('[role=status]').first()), /^PINNED\. 20 of 20 calls/);
  await page.waitForURL(/\?requests=20$/);
});

test('the address fills the form and starts nothing', { skip }, async (t) => {
  const page = await browser.open(
    t,
    `${await startPage(t)}?policy=round_robin&requests=%3Cb%3E%22&nothing=1`,
  );
  const runs = countRuns(page);
  assert.equal(await page.locator('#run-policy').inputValue(), 'round_robin');
  assert.equal(await page.locator('#run-requests').inputValue(), '<b>"');
  await page.locator('#run-requests').fill('30');
  await page.waitForURL(/\/\?requests=30&policy=round_robin$/);
  await page.reload();
  assert.equal(await page.locator('#run-requests').inputValue(), '30');
  assert.equal(runs(), 0);
  await page.locator('#run-requests').press('Enter');
  assert.equal(await textOf(verdict(page)), 'BALANCED');
  assert.equal(runs(), 1);
});

test('what is wrong is shown, also at the fields', { skip }, async (t) => {
  const page = await browser.open(t, await startPage(t));
  await page.locator('#run-requests').fill('many');
  await page.locator('#run-expect').fill('fair');
  await page.locator('form .run').click();
  assert.match(
    await textOf(page.locator('.problems[role=alert]')),
    /requests is "many"[\s\S]*expect is "fair"/,
  );
  assert.equal(await page.locator('[aria-invalid=true]').count(), 2);
  assert.equal(await page.evaluate('document.activeElement.id'), 'run-requests');
  await preset(page, 'As configured').click();
  assert.equal(await textOf(verdict(page)), 'PINNED');
  assert.equal(await page.locator('.problems, .wrong, [aria-invalid]').count(), 0);
});

test('a run that is one too many is refused with the reason', { skip }, async (t) => {
  const page = await browser.open(t, await startPage(t, { mostRuns: 0 }));
  await preset(page, 'As configured').click();
  assert.match(await textOf(page.locator('.problems')), /hello\.run\.max-concurrent-runs allows 0 at once/);
});

for (const [what, body, problem] of [
  [
    'breaks',
    'event: progress\ndata: {"made":1,"wanted":2,"failed":0,"calls":[]}\n\n',
    /ended before the report/,
  ],
  ['tells a failure', 'event: failed\ndata: {"message":"Error id 7"}\n\n', /The run failed: Error id 7/],
] as const) {
  test(`a stream that ${what} is told, and no other run is begun`, { skip }, async (t) => {
    const page = await browser.open(t, await startPage(t));
    const runs = countRuns(page);
    await page.route('**/stream?*', (route) => route.fulfill({ contentType: 'text/event-stream', body }));
    await preset(page, 'As configured').click();
    assert.match(await textOf(page.locator('.problems')), problem);
    await page.waitForTimeout(300);
    assert.equal(runs(), 1);
  });
}

test('a service that is gone is told', { skip }, async (t) => {
  const page = await browser.open(t, await startPage(t));
  await page.route('**/stream?*', (route) => route.abort());
  await preset(page, 'As configured').click();
  assert.match(await textOf(page.locator('.problems')), /The service did not answer/);
});

test('a run can be cancelled, and the service makes room for the next', { skip }, async (t) => {
  const { answers, release } = heldBack(5);
  const page = await browser.open(t, await startPage(t, { answers, mostRuns: 1 }));
  await preset(page, 'As configured').click();
  await page.locator('.going h2', { hasText: '5 of 25 calls' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  assert.match(await textOf(page.locator('.notice')), /cancelled after 5 of 25 calls/);
  assert.equal(await page.locator('.going, .verdict').count(), 0);
  await page.locator('.notice:focus').waitFor();
  release();
  await page.waitForTimeout(50);
  await preset(page, 'As configured').click();
  assert.equal(await textOf(verdict(page)), 'PINNED');
});
