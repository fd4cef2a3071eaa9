import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Content, fillFolder, folderWith } from '../../../test/helpers/folder.ts';
import { watchFiles } from './watch-file.ts';

const name = 'application.properties';

/** Watching compares with what the first look has seen, which must be over before anything changes. */
const firstLookMs = 200;

/** Watches the file and notes what it holds at each change. */
async function startWatching(t: TestContext, content: Content) {
  const folder = folderWith(t, content);
  const seen: string[] = [];
  let tell: () => void = () => undefined;
  const stop = watchFiles([join(folder, name)], () => {
    seen.push(textOf(join(folder, name)));
    tell();
  });
  t.after(stop);
  await wait(firstLookMs);
  const change = () => new Promise<void>((resolve) => (tell = resolve));
  return { folder, seen, change, stop };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return 'gone';
  }
}

/** Nothing else keeps the process alive, since the watching must not. */
const patient = { timeout: 10_000 };

function stayAlive(t: TestContext): void {
  const timer = setInterval(() => undefined, 1000);
  t.after(() => clearInterval(timer));
}

test('the swap of a ConfigMap’s link is seen, with the new text in place', patient, async (t) => {
  stayAlive(t);
  const mounted = {
    files: { [`..1/${name}`]: 'numrequest=1' },
    links: { '..data': '..1', [name]: `..data/${name}` },
  };
  const { folder, seen, change } = await startWatching(t, mounted);
  for (const version of ['2', '3']) {
    const changed = change();
    fillFolder(folder, { files: { [`..${version}/${name}`]: `numrequest=${version}` } });
    symlinkSync(`..${version}`, join(folder, '..data_tmp'));
    renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
    await changed;
  }
  assert.deepEqual(seen, ['numrequest=2', 'numrequest=3']);
});

test('a file that is missing, appears and goes is seen each time', patient, async (t) => {
  stayAlive(t);
  const { folder, seen, change } = await startWatching(t, {});
  const appeared = change();
  writeFileSync(join(folder, name), 'a=1');
  await appeared;
  const gone = change();
  rmSync(join(folder, name));
  await gone;
  assert.deepEqual(seen, ['gone', 'a=1', 'gone']);
});

test('after the end of watching nothing is told, while others go on watching', patient, async (t) => {
  stayAlive(t);
  const ended = await startWatching(t, { files: { [name]: 'a=1' } });
  ended.stop();
  const other = new Promise<void>((resolve) => {
    t.after(watchFiles([join(ended.folder, name)], resolve));
  });
  await wait(firstLookMs);
  writeFileSync(join(ended.folder, name), 'a=22');
  await other;
  assert.deepEqual(ended.seen, []);
});
