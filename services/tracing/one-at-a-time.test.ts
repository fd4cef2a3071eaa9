import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import { oneAtATime } from './one-at-a-time.ts';

/** Exporters that note what they do, each with its number; the first `silent` of them never answer. */
function startExporters({ silent = 0, takesMs = 1, limitMs = 1000 }) {
  const done: string[] = [];
  let made = 0;
  function create(): SpanExporter {
    made += 1;
    const number = made;
    return {
      export(spans, answer) {
        done.push(`${number} begins ${spans.length}`);
        if (number > silent)
          void wait(takesMs).then(() => {
            done.push(`${number} ends ${spans.length}`);
            answer({ code: ExportResultCode.SUCCESS });
          });
      },
      async shutdown() {
        done.push(`${number} is shut down`);
      },
    };
  }
  const exporter = oneAtATime(create, limitMs);
  const deliver = (count: number) =>
    new Promise<ExportResult>((resolve) => exporter.export(Array<ReadableSpan>(count), resolve));
  return { done, exporter, deliver };
}

test('deliveries follow one another, and all are finished before the end', async () => {
  const { done, exporter, deliver } = startExporters({});
  void deliver(1);
  void deliver(2);
  await exporter.shutdown();
  assert.deepEqual(done, ['1 begins 1', '1 ends 1', '1 begins 2', '1 ends 2', '1 is shut down']);
});

test('an exporter that does not answer is given up with what it holds, and another delivers what comes next', async () => {
  const { done, deliver } = startExporters({ silent: 1, limitMs: 30 });
  const [first, second] = await Promise.all([deliver(1), deliver(2)]);
  assert.equal(first.error?.message, 'The collector did not answer within 30 ms.');
  assert.equal(second.code, ExportResultCode.SUCCESS);
  assert.deepEqual(done, ['1 begins 1', '1 is shut down', '2 begins 2', '2 ends 2']);
});
