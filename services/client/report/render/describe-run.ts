import type { Report } from '../schema/report.ts';
import { numberOf } from '../verdict/wording.ts';

/** What was done, in one line. */
export function describeRun({ run, channel, expectedBackends, latencyMs }: Report): string {
  const { made, requests, concurrency, target, durationMs, ending, note } = run;
  const { count, from } = expectedBackends;
  const connections = channel.connections === null ? '' : `, ${numberOf(channel.connections, 'connection')}`;
  const parts = [
    `${made === requests ? numberOf(made, 'call') : `${made} of ${numberOf(requests, 'call')}`} to ${target}`,
    `${concurrency} at a time`,
    `channel ${run.channel}, ${run.policy}${connections}`,
    ...(count === 0 ? [] : [`${numberOf(count, 'backend')} by ${from}`]),
    `${(durationMs / 1000).toFixed(2)} s`,
    ...(latencyMs === null ? [] : [`p50 ${latencyMs.p50.toFixed(1)} ms, p99 ${latencyMs.p99.toFixed(1)} ms`]),
  ];
  const notes = [
    ending === 'complete' ? null : endings[ending],
    note === null ? null : `${note}.`,
    expectedBackends.note,
  ];
  return [`${parts.join(' · ')}.`, ...notes.filter((text) => text !== null)].join(' ');
}

const endings = {
  'gave up': 'Ended early: too many calls in a row had failed.',
  'time limit': 'Ended early: hello.run.timeout was over.',
} as const;
