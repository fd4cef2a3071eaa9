import type { Cause } from '../schema/cause.ts';
import type { Report } from '../schema/report.ts';
import type { BackendTally } from '../schema/tally.ts';
import { numberOf, percent } from '../verdict/wording.ts';
import { describeProxy } from './describe-proxy.ts';
import { describeRun } from './describe-run.ts';
import { escapeMarkdown, markdownCode } from './escape-markdown.ts';

/** So many backends are listed; an issue is no place for more. */
const mostRows = 50;

/** The report for an issue. */
export function renderMarkdown(report: Report): string {
  const { verdict, headline, strength, cause, otherCauses, expectation, proxy } = report;
  const blocks = [
    `**${verdict}** ${escapeMarkdown(headline)}`,
    ...causeBlocks('Why', cause),
    ...otherCauses.flatMap((other) => causeBlocks('Also', other)),
    sentence('How sure', strength),
    expectation &&
      `**Expected** ${markdownCode(expectation.asked)}: ${expectation.isMet ? 'met' : 'not met'}`,
    table(report),
    failures(report),
    sentence('Proxy', proxy && describeProxy(proxy)),
    sentence('Run', describeRun(report)),
  ];
  return `${blocks.filter((block) => block !== null && block !== '').join('\n\n')}\n`;
}

function sentence(label: string, text: string | null): string | null {
  return text && `**${label}** ${escapeMarkdown(text)}`;
}

function causeBlocks(label: string, { sentence: why, remedies }: Cause): (string | null)[] {
  const list = remedies.map((remedy) => `- ${escapeMarkdown(remedy)}`).join('\n');
  return [sentence(label, why), list && `**What helps**\n\n${list}`];
}

function table({ backends, silent, expectedBackends }: Report): string | null {
  const unnamed = Math.max(expectedBackends.count - backends.length - silent.length, 0);
  const rows = [
    ...backends.map(row),
    ...silent.map((address) => ['–', markdownCode(address), '0', percent(0), '', '', '']),
    ...(unnamed > 0 && silent.length === 0
      ? [['–', numberOf(unnamed, 'other backend'), '0', percent(0), '', '', '']]
      : []),
  ];
  if (rows.length === 0) return null;
  const lines = [
    headings,
    ['---', '---', '---:', '---:', '---:', '---:', '---:'],
    ...rows.slice(0, mostRows),
  ];
  const hidden = rows.length - mostRows;
  const rest = hidden > 0 ? `\n\n… and ${numberOf(hidden, 'other backend')}.` : '';
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}${rest}`;
}

const headings = ['version', 'backend', 'calls', 'share', '95 % interval', 'connections', 'p50'];

function row({ version, name, calls, share, interval, connections, latencyMs }: BackendTally): string[] {
  return [
    version === null ? '–' : markdownCode(version),
    markdownCode(name),
    String(calls),
    percent(share),
    `${percent(interval.low)} to ${percent(interval.high)}`,
    connections.length === 0 ? '' : String(connections.length),
    `${latencyMs.p50.toFixed(1)} ms`,
  ];
}

function failures({ failures: all }: Report): string {
  return all
    .map(
      ({ status, message, calls }) =>
        `- ${numberOf(calls, 'call')}: ${markdownCode(status)} ${escapeMarkdown(message)}`,
    )
    .join('\n');
}
