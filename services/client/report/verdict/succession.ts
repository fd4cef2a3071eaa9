import type { CallRecord } from '../run/series.ts';

/** So many calls make a part of the run that is no accident. */
const fewestCalls = 5;

/** Whether a backend fell silent for good before another one answered for the first time, as when a pod is replaced. */
export function hasSuccession(calls: readonly CallRecord[]): boolean {
  const spans = new Map<string, { first: number; last: number; calls: number }>();
  for (const { index, answerer } of calls) {
    if (answerer === null) continue;
    const { name } = answerer.backend;
    const span = spans.get(name) ?? { first: index, last: index, calls: 0 };
    spans.set(name, {
      first: Math.min(span.first, index),
      last: Math.max(span.last, index),
      calls: span.calls + 1,
    });
  }
  const parts = [...spans.values()].filter((span) => span.calls >= fewestCalls);
  const earliestEnd = Math.min(...parts.map(({ last }) => last));
  return parts.some(({ first }) => first > earliestEnd);
}
