import assert from 'node:assert/strict';
import test from 'node:test';
import { declareRunParameters } from '../report/parameters/run-parameters.ts';
import { commandHelp } from './command-help.ts';
import { commandParameters } from './command-options.ts';

const limits = { mostRequests: 10_000, mostConcurrent: 100, longestName: 200, hasBackendsHost: true };
const defaults = { requests: 25, name: 'prom', policy: 'pick_first' } as const;
const declared = { ...commandParameters, ...declareRunParameters(limits, defaults) };
const help = commandHelp();

for (const { name, about, usual } of Object.values<{ name: string; about: string; usual?: string }>(
  declared,
)) {
  test(`--${name} has a line with what it does${usual === undefined ? '' : ` and that ${usual} is usual`}`, () => {
    const line = help.split('\n').find((one) => one.startsWith(`  --${name} `)) ?? '';
    assert.ok(line.includes(about.replaceAll('`', '')), line);
    assert.equal(line.endsWith(` Default: ${usual}.`), usual !== undefined);
  });
}

test('the exit statuses, an example and the settings are told, without the marks of Markdown', () => {
  assert.match(help, /^Exit status: 0, .+; 1, .+; 2, wrong usage\.$/m);
  assert.match(help, /^ {2}node client\.js report --target /m);
  assert.match(help, /^ {2}-Dkey=value /m);
  assert.doesNotMatch(help, /`/);
});
