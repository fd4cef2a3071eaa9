import type { Cause } from '../schema/cause.ts';
import type { Report } from '../schema/report.ts';
import type { BackendTally } from '../schema/tally.ts';
import { numberOf, percent } from '../verdict/wording.ts';
import { describeProxy } from './describe-proxy.ts';
import { describeRun } from './describe-run.ts';

/** Bars are so long at most. */
const barLength = 40;
/** So many backends are listed. */
const mostRows = 50;

/** The report for a terminal, and for pasting into an issue. */
export function renderText(report: Report): string {
  const { verdict, headline, strength, cause, otherCauses, expectation, proxy } = report;
  const lines: [string, string][] = [
    [verdict, headline],
    ...causeLines('why', cause),
    ...otherCauses.flatMap((other) => causeLines('also', other)),
    ...optional('sure', strength),
    ...optional('expect', expectation && `${expectation.asked}: ${expectation.isMet ? 'met' : 'NOT met'}`),
    ['run', describeRun(report)],
    ...optional('proxy', proxy && describeProxy(proxy)),
  ];
  const labelWidth = Math.max(usualLabelWidth, ...lines.map(([label]) => label.length + 1));
  const labelled = lines.map(([label, text]) => `${label.padEnd(labelWidth)}${text}`);
  return `${[...labelled, ...rows(report)].join('\n')}\n`;
}

/** Only one verdict is longer. */
const usualLabelWidth = 9;

function causeLines(label: string, { sentence, remedies }: Cause): [string, string][] {
  return [[label, sentence], ...optional('try', remedies.join(' · ') || null)];
}

function optional(label: string, text: string | null): [string, string][] {
  return text === null || text === '' ? [] : [[label, text]];
}

function rows({ backends, silent, expectedBackends, failures }: Report): string[] {
  const shown = backends.slice(0, mostRows);
  const unnamed = Math.max(expectedBackends.count - backends.length - silent.length, 0);
  const cells = [
    ...shown.map(row),
    ...silent.slice(0, mostRows).map((address) => emptyRow(address)),
    ...(unnamed > 0 && silent.length === 0 ? [emptyRow(`${numberOf(unnamed, 'other backend')}`)] : []),
  ];
  const widths = [0, 1].map((column) => Math.max(...cells.map((cell) => cell[column]?.length ?? 0), 0));
  const countWidth = Math.max(...cells.map((cell) => cell[3]?.length ?? 0), 0);
  const table = cells.map(([version = '', name = '', bar = '', calls = '', share = '', rest = '']) =>
    `  ${version.padEnd(widths[0] ?? 0)}  ${name.padEnd(widths[1] ?? 0)}  ${bar.padEnd(barLength)}  ${calls.padStart(countWidth)}  ${share.padStart(10)}  ${rest}`.trimEnd(),
  );
  const hidden = backends.length - shown.length + Math.max(silent.length - mostRows, 0);
  return [
    ...table,
    ...(hidden > 0 ? [`  … and ${numberOf(hidden, 'other backend')}`] : []),
    ...failures.map(({ status, message, calls }) => `  ✗ ${numberOf(calls, 'call')}: ${status} ${message}`),
  ];
}

function row({ version, name, calls, share, connections, latencyMs }: BackendTally): string[] {
  const bar = '█'.repeat(Math.max(Math.round(share * barLength), 1));
  const known = connections.length === 0 ? '' : `${numberOf(connections.length, 'connection')}, `;
  return [
    version ?? '–',
    name,
    bar,
    String(calls),
    percent(share),
    `${known}p50 ${latencyMs.p50.toFixed(1)} ms`,
  ];
}

function emptyRow(name: string): string[] {
  return ['–', name, '', '0', percent(0), ''];
}
