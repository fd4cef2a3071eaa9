import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { commandParameters, splitCommandLine } from '../services/client/command/command-options.ts';
import { causeRules } from '../services/client/report/cause/find-causes.ts';
import { readParameters } from '../services/client/report/parameters/read-parameters.ts';
import { declareRunParameters } from '../services/client/report/parameters/run-parameters.ts';
import { powerToNoticeDouble } from '../services/client/report/statistics/power.ts';
import { startTestLab } from './helpers/lab.ts';

const read = (path: string) => readFileSync(join(__dirname, '..', path), 'utf8');
const documents = ['README.md', 'docs/report.md'];

test('every report that the documents ask for is made by the lab', async (t) => {
  const { ports } = await startTestLab(t);
  const asked = documents.flatMap((document) => [
    ...read(document).matchAll(/^curl (--fail )?'?localhost:8080(\/hello\/report[^'\s]*)'?$/gm),
  ]);
  assert.ok(asked.length >= 4);
  for (const [line, fail, path = ''] of asked) {
    const response = await fetch(`http://localhost:${ports.client}${path}`);
    // What the lab does by itself is not balanced; the document shows how CI would ask.
    const status = fail !== undefined && !path.includes('policy=round_robin') ? 417 : 200;
    assert.equal(response.status, status, line);
  }
});

test('the reports that the README shows are those of the lab, but for who answered and how fast', async (t) => {
  const { ports } = await startTestLab(t);
  const shown = [...read('README.md').matchAll(/```\n((?:PINNED|BALANCED)[\s\S]*?)```/g)].map(
    ([, text = '']) => text,
  );
  const queries = ['', '?policy=round_robin'];
  assert.equal(shown.length, queries.length);
  for (const [index, query] of queries.entries()) {
    const report = await (await fetch(`http://localhost:${ports.client}/hello/report${query}`)).text();
    const lines = general(shown[index] ?? '').split('\n');
    assert.deepEqual(
      general(report)
        .split('\n')
        .slice(0, lines.length - 1),
      lines.slice(0, -1),
    );
  }
});

/** Without what differs from run to run. */
function general(report: string): string {
  return report
    .replace(/:\d{4,5}\b/g, ':PORT')
    .replace(/\bl[123]\b/g, 'lN')
    .replace(/\d+\.\d+ (s|ms)\b/g, 'N $1')
    .replace(/^ .*lN.*\n|^ .*PORT.*\n/gm, '');
}

test('every report command of the documents is understood', () => {
  const declared = {
    ...commandParameters,
    ...declareRunParameters(
      { mostRequests: 10_000, mostConcurrent: 100, longestName: 200, hasBackendsHost: true },
      { requests: 25, name: 'a', policy: 'pick_first' },
    ),
  };
  const commands = documents.flatMap((document) => [
    ...read(document).matchAll(/^node dist\/client\.js report (.*)$/gm),
  ]);
  assert.ok(commands.length >= 2);
  for (const [, words = ''] of commands)
    assert.doesNotThrow(() => readParameters(declared, splitCommandLine(words.split(' ')).options), words);
});

test('the README counts the causes right', () => {
  const [, counted] = /\[(\d+) rules\]\(docs\/report\.md#causes\)/.exec(read('README.md')) ?? [];
  assert.equal(Number(counted), causeRules.length);
});

test('the table of docs/statistics.md states what the code states', () => {
  const rows = [...read('docs/statistics.md').matchAll(/^\| (\d+) +\| (\d+) +\|.*\| ([\d.]+) % +\|$/gm)];
  assert.ok(rows.length >= 25);
  for (const [row, backends, calls, stated] of rows) {
    const power = powerToNoticeDouble(Number(calls), Number(backends)) * 100;
    assert.ok(Math.abs(power - Number(stated)) < 0.06, row);
  }
});
