import type { Report } from '../../report/schema/report.ts';

/**
 * The query that asks for the same run again, but for what `changes` says. Which addresses were dialled is left to the
 * service when something is changed: it may fit no longer.
 */
export function runQuery(
  { run, expectation }: Pick<Report, 'run' | 'expectation'>,
  changes?: Record<string, string>,
): string {
  const { isAuto, requests, concurrency, name, channel, policy, dial } = run;
  return new URLSearchParams({
    requests: isAuto ? 'auto' : String(requests),
    concurrency: String(concurrency),
    ...{ name, channel, policy },
    ...(changes === undefined ? { dial } : {}),
    ...(expectation === null ? {} : { expect: expectation.asked }),
    ...changes,
  }).toString();
}

/** Where such a run is made by a click: the page takes the link and runs it, without scripts it is a report. */
export function runLink(root: string, query: string): string {
  return `${root}hello/report?${query}${query === '' ? '' : '&'}calls=true&format=html`;
}

/** What a remedy changes in the run itself, such as `policy=round_robin`. @returns undefined for any other remedy */
export function changeOf(remedy: string): Record<string, string> | undefined {
  const [, name, value] = /^(channel|policy|dial|requests)=([\w-]+)(?:$|,)/.exec(remedy) ?? [];
  return name === undefined || value === undefined ? undefined : { [name]: value };
}
