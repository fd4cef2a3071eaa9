import assert from 'node:assert/strict';
import test from 'node:test';
import { createLogging } from '../logging/logging.ts';
import { runStopSteps } from './stop-steps.ts';

test('a step that fails is logged by name and does not keep the next from running', async () => {
  const lines: string[] = [];
  const output = { write: (text: string) => void lines.push(text), flush: () => undefined };
  const logger = createLogging({ output, level: 'INFO', json: true })('test');
  const ran: string[] = [];
  const steps = [
    { name: 'first', run: () => Promise.reject(new Error('no')) },
    { name: 'second', run: () => void ran.push('second') },
  ];
  await runStopSteps(steps, logger);
  assert.deepEqual(ran, ['second']);
  assert.match(lines.join(''), /The step \\"first\\" of stopping failed\./);
});
