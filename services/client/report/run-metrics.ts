import { Counter, Histogram } from 'prom-client';
import type { Metrics } from '../../shared/ops/process-metrics.ts';
import type { Report } from './schema/report.ts';
import { verdicts } from './schema/verdicts.ts';

/** So many backends get a series of their own; answers can claim to be anyone. */
const mostBackends = 100;

/** Counts runs by verdict, and their calls by who answered. @returns is told about every report */
export function measureRuns(registry: Metrics): (report: Report) => void {
  const registers = [registry];
  const runs = new Counter({
    name: 'hello_run_total',
    help: 'Runs of /hello/report, by verdict.',
    labelNames: ['verdict'],
    registers,
  });
  const calls = new Counter({
    name: 'hello_run_calls_total',
    help: 'Answered calls of those runs, by who answered; beyond 100 backends all others count as one.',
    labelNames: ['backend', 'version'],
    registers,
  });
  const seconds = new Histogram({
    name: 'hello_run_duration_seconds',
    help: 'Time that all calls of a run of /hello/report took together.',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers,
  });
  for (const verdict of verdicts) runs.labels(verdict).inc(0);
  const known = new Set<string>();
  return ({ verdict, run, backends }) => {
    runs.labels(verdict).inc();
    seconds.observe(run.durationMs / 1000);
    for (const { name, version, calls: answered } of backends) {
      const key = JSON.stringify([name, version]);
      if (known.size < mostBackends) known.add(key);
      const labels = known.has(key)
        ? { backend: name, version: version ?? '' }
        : { backend: 'other', version: '' };
      calls.labels(labels).inc(answered);
    }
  };
}
