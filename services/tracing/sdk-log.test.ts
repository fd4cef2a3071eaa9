import assert from 'node:assert/strict';
import test from 'node:test';
import { createSdkLog } from './sdk-log.ts';

function startLog() {
  const warnings: string[] = [];
  const quiet = () => undefined;
  const clock = { nowMs: 1000 };
  const warn = (message: string) => warnings.push(message);
  const logger = { debug: quiet, info: quiet, error: quiet, fatal: quiet, writes: () => false, warn };
  return { warnings, clock, log: createSdkLog(logger, () => clock.nowMs) };
}

test('the SDK complains at once, then once a minute with how often it would have', () => {
  const { warnings, clock, log } = startLog();
  for (let second = 0; second < 59; second += 1) {
    log.error(JSON.stringify({ name: 'Error', message: 'connect ECONNREFUSED', stack: 'Error: …' }));
    clock.nowMs += 1000;
  }
  assert.deepEqual(warnings, ['Traces are not delivered as they should be: connect ECONNREFUSED']);
  clock.nowMs += 1000;
  log.warn('Dropped 7 spans');
  assert.deepEqual(warnings.slice(1), [
    'Traces are not delivered as they should be: Dropped 7 spans (and 58 complaints more since the last one)',
  ]);
});

test('a complaint without words is told by its code', () => {
  const { warnings, log } = startLog();
  log.error(JSON.stringify({ name: 'AggregateError', message: '', code: 'ECONNREFUSED' }));
  assert.deepEqual(warnings, ['Traces are not delivered as they should be: ECONNREFUSED']);
});
