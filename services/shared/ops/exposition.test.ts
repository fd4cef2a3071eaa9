import assert from 'node:assert/strict';
import test from 'node:test';
import { Counter, Gauge, Histogram } from 'prom-client';
import { expose } from './exposition.ts';
import { createLatencyHistogram } from './latency-histogram.ts';
import { createRegistry } from './process-metrics.ts';

const span = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', isSampled: true };

/** A registry with one metric of each type. */
function someMetrics() {
  const registry = createRegistry();
  const registers = [registry];
  const jobs = new Counter({ name: 'jobs_total', help: 'Jobs.', labelNames: ['kind'], registers });
  new Gauge({ name: 'queue', help: 'Waiting.', registers }).set(3);
  new Histogram({ name: 'size', help: 'Sizes.', buckets: [1, 2.5, 10], registers }).observe(2);
  const seconds = createLatencyHistogram(registry, {
    name: 'took_seconds',
    help: 'Time.',
    labelNames: ['kind'],
  });
  return { registry, jobs, seconds };
}

test('counters have their right names in both forms, whichever was read before', async () => {
  const { registry, jobs } = someMetrics();
  jobs.inc({ kind: 'a' });
  for (const form of ['prometheus', 'openmetrics', 'openmetrics', 'prometheus'] as const) {
    const { body } = await expose(registry, form);
    assert.match(body, /^jobs_total\{kind="a"\} 1$/m);
    assert.match(body, form === 'openmetrics' ? /^# TYPE jobs counter$/m : /^# TYPE jobs_total counter$/m);
  }
});

test('an exemplar names the trace beside the bucket that it fell into, in OpenMetrics alone', async () => {
  const { registry, seconds } = someMetrics();
  seconds.with({ kind: 'a' })(0.003, span);
  const { body } = await expose(registry, 'openmetrics');
  const exemplars = body.split('\n').filter((line) => line.includes(' # '));
  assert.equal(exemplars.length, 1);
  assert.match(
    exemplars[0] ?? '',
    /^took_seconds_bucket\{le="0\.005",kind="a"\} 1 # \{trace_id="0af7651916cd43dd8448eb211c80319c",span_id="b7ad6b7169203331"\} 0\.003 \d{10}(\.\d+)?$/,
  );
  assert.doesNotMatch((await expose(registry, 'prometheus')).body, /trace_id/);
});

for (const [what, current] of [
  ['no span', undefined],
  ['a span that is not sampled', { ...span, isSampled: false }],
] as const) {
  test(`${what} makes no exemplar, but the time counts`, async () => {
    const { registry, seconds } = someMetrics();
    seconds.with({ kind: 'a' })(0.003, current);
    const { body } = await expose(registry, 'openmetrics');
    assert.doesNotMatch(body, /trace_id/);
    assert.match(body, /^took_seconds_count\{kind="a"\} 1$/m);
  });
}

test('the bounds of buckets are spelled as OpenMetrics wants them, and values that look like bounds stay', async () => {
  const { registry, jobs } = someMetrics();
  jobs.inc({ kind: '{le="7"}' });
  const { body } = await expose(registry, 'openmetrics');
  assert.deepEqual(
    [...body.matchAll(/^size_bucket\{le="([^"]+)"\}/gm)].map(([, bound]) => bound),
    ['1.0', '2.5', '10.0', '+Inf'],
  );
  assert.match(body, /^jobs_total\{kind="\{le=\\"7\\"\}"\} 1$/m);
});

test('both forms can be read at once, again and again, while everything counts', async () => {
  const { registry, jobs, seconds } = someMetrics();
  const observe = seconds.with({ kind: 'a' });
  const readings = Array.from({ length: 200 }, async (_, index) => {
    // Begin at different times, so that they overlap in every way.
    for (let turn = 0; turn < index % 7; turn += 1) await Promise.resolve();
    jobs.inc({ kind: 'a' });
    observe(0.0001 * (index + 1), span);
    const form = index % 3 === 0 ? 'prometheus' : 'openmetrics';
    return { form, ...(await expose(registry, form)) };
  });
  for (const { form, contentType, body } of await Promise.all(readings)) {
    const isOpen = form === 'openmetrics';
    assert.equal(
      contentType,
      isOpen
        ? 'application/openmetrics-text; version=1.0.0; charset=utf-8'
        : 'text/plain; version=0.0.4; charset=utf-8',
    );
    assert.match(body, /^jobs_total\{kind="a"\} \d+$/m);
    assert.equal(/^# TYPE jobs counter$/m.test(body), isOpen);
    assert.equal(/^# TYPE jobs_total counter$/m.test(body), !isOpen);
    assert.equal(/trace_id/.test(body), isOpen);
    assert.equal(body.endsWith('\n# EOF\n'), isOpen);
    assert.equal(/^$/m.test(body.trimEnd()), !isOpen);
  }
  assert.match((await expose(registry, 'prometheus')).body, /^jobs_total\{kind="a"\} 200$/m);
});
