import type { Report } from '../../report/schema/report.ts';

/** What makes a run differ from others. */
const parts = ['policy', 'channel', 'dial', 'requests', 'concurrency', 'name'] as const;

/** What was changed since the run before; for the first, what it was like. */
export function describeChange({ run }: Report, before: Report | undefined): string {
  if (before === undefined) return `${run.policy}, channel ${run.channel}`;
  const changed = parts.filter((part) => run[part] !== before.run[part]);
  if (changed.length > 0)
    return changed.map((part) => `${part} ${before.run[part]} → ${run[part]}`).join(', ');
  return run.target === before.run.target ? 'the same again' : `now to ${run.target}`;
}
