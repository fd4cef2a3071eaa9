import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import type { Report } from '../services/client/report/schema/report.ts';
import { startLab } from '../services/lab/start.ts';
import { capturedOutput } from './helpers/captured-output.ts';
import { accessibilityProblems, overflowOf, skipWithoutChromium, useChromium } from './helpers/chromium.ts';
import { pageFolder, pods, preset, startPage, textOf, verdict } from './helpers/page-objects.ts';
import type { Answers } from './helpers/page-service.ts';

const skip = skipWithoutChromium;
const browser = useChromium();

test('runs stand side by side, outlive a reload, and can be removed', { skip }, async (t) => {
  const page = await browser.open(t, await startPage(t));
  await preset(page, 'As configured').click();
  await page.locator('.try').click();
  await page.locator('.is-BALANCED.verdict').waitFor();
  await page.locator('#verdict:focus').waitFor();
  assert.equal(await page.title(), 'BALANCED · grpc-hello');
  const kept = page.locator('.kept > li');
  assert.match(
    await textOf(kept.nth(1)),
    /BALANCED[\s\S]*policy pick_first → round_robin[\s\S]*l1 36 %, l2 32 %, l3 32 %/,
  );
  await page.reload();
  assert.equal(await textOf(verdict(page)), 'BALANCED');
  await kept.first().locator('.pick').click();
  assert.equal(await textOf(verdict(page)), 'PINNED');
  await kept.first().getByRole('button', { name: 'Remove run 1' }).click();
  assert.equal(await textOf(verdict(page)), 'BALANCED');
  for (let run = 0; run < 7; run += 1) {
    await preset(page, 'As configured').click();
    await page.locator('.is-PINNED.verdict').waitFor();
    await preset(page, 'round_robin').click();
    await page.locator('.is-BALANCED.verdict').waitFor();
  }
  assert.equal(await kept.count(), 6);
});

test('a report is copied and downloaded as Markdown and JSON, and copied as a command', {
  skip,
}, async (t) => {
  const url = await startPage(t);
  const permissions = ['clipboard-read', 'clipboard-write'];
  const page = await browser.open(t, url, { permissions });
  await preset(page, 'round_robin').click();
  const copied = async (button: string) => {
    await page.getByRole('button', { name: button }).click();
    await page.locator('.said', { hasText: 'Copied' }).waitFor();
    return (await page.evaluate('navigator.clipboard.readText()')) as string;
  };
  const download = async (button: string) => {
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') };
  };
  const json = await copied('Copy JSON');
  const report = JSON.parse(json) as Report;
  assert.deepEqual([report.verdict, report.sequence?.length], ['BALANCED', 25]);
  assert.match(
    await copied('Copy Markdown'),
    /^\*\*BALANCED\*\* 25 calls[\s\S]*\| `l1` \| `grpc-v1-7cc77c5cfc-tfbhf` \| 9 \| 36 % \|/,
  );
  assert.equal(
    await copied('Copy as curl'),
    `curl '${url}hello/report?requests=25&concurrency=1&name=prom&channel=fresh&policy=round_robin&dial=backends'`,
  );
  const saved = await download('Download .json');
  assert.match(saved.name, /^grpc-hello-\d{14}\.json$/);
  assert.equal(saved.text, json);
  assert.match((await download('Download .md')).text, /^\*\*BALANCED\*\*/);
});

test('a hostile name is text and nothing else', { skip }, async (t) => {
  const name = `<img src=x onerror="document.title='owned'">\u0007\u202E\n'"\`|\${1}</script>${'x'.repeat(200)}`;
  const answers: Answers = async () => ({
    name,
    version: name,
    node: name,
    zone: name,
    address: '10.128.2.17:9000',
  });
  const url = await startPage(t, { answers });
  const page = await browser.open(t, url);
  await preset(page, 'As configured').click();
  assert.equal(await textOf(verdict(page)), 'PINNED');
  assert.equal(await page.locator('.who .name').first().getAttribute('title'), name);
  const report = await browser.open(t, `${url}hello/report?format=html&calls=true`, {
    viewport: { width: 320, height: 800 },
  });
  assert.equal(await report.locator('.who .name').first().getAttribute('title'), name);
  for (const shown of [page, report]) {
    await shown.setViewportSize({ width: 320, height: 800 });
    assert.equal(await shown.locator('img').count(), 0);
    assert.doesNotMatch(await shown.title(), /owned/);
    assert.equal(await overflowOf(shown), 0);
    assert.deepEqual(await accessibilityProblems(shown), []);
  }
});

test('10,000 calls are shown as quickly as they come', { skip }, async (t) => {
  const page = await browser.open(
    t,
    await startPage(t, { backends: 30, answers: async (index) => ({ ...pods[index % 30] }) }),
  );
  await page.locator('#run-requests').fill('10000');
  await page.locator('#run-concurrency').fill('100');
  await page.locator('form .run').click();
  assert.equal(await textOf(verdict(page)), 'BALANCED');
  assert.equal(await page.locator('.lanes:not(.connections) .lane').count(), 30);
  const elements = (await page.evaluate('document.querySelectorAll("*").length')) as number;
  assert.ok(elements < 3000, `${elements} elements`);
});

test('in the lab, calls are pinned; one click makes them balanced', { skip }, async (t) => {
  const output = capturedOutput();
  const ports = ['quarkus.http.port', 'quarkus.grpc.clients.hello.port', 'hello.lab.server-port'];
  const lab = await startLab({
    process: {
      environment: {},
      systemProperties: new Map(ports.map((port) => [port, '0'])),
      workingDirectory: join(__dirname, '../services/lab'),
    },
    output: { standard: output, error: output },
    pageFolder,
  });
  t.after(lab.stop);
  const page = await browser.open(t, `http://127.0.0.1:${lab.ports.client}/`);
  await preset(page, 'As configured').click();
  assert.equal(await textOf(verdict(page)), 'PINNED');
  assert.equal(await page.locator('.share.silent').count(), 2);
  await page.locator('.try').click();
  await page.locator('.is-BALANCED.verdict').waitFor();
  assert.equal(await page.locator('.share.silent').count(), 0);
  await preset(page, 'Prove it').click();
  await page.locator('.is-PINNED.verdict').waitFor();
});
