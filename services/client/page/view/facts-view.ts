import type { Report } from '../../report/schema/report.ts';
import type { GroupTally } from '../../report/schema/tally.ts';
import { numberOf } from '../../report/verdict/wording.ts';
import type { Painter } from '../painter.ts';

/** What was done, as a list of facts. */
export function factsView<M>({ html }: Painter<M>, report: Report): M {
  const facts = factsOf(report).filter(([, text]) => text !== null && text !== '');
  return html`<section class="card"><h2>The run</h2><dl class="facts">${facts.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl></section>`;
}

function factsOf({ run, expectedBackends, channel, nodes, zones }: Report): [string, string | null][] {
  const { made, requests, answered, failed } = run;
  const calls = made === requests ? numberOf(made, 'call') : `${made} of ${numberOf(requests, 'call')}`;
  return [
    ['Calls', `${calls}, ${answered} answered, ${failed} failed`],
    ['Target', run.target],
    ['Addresses', channel.addresses.slice(0, 10).join(', ')],
    ['Channel', `${run.channel}, ${run.policy}`],
    ['At a time', String(run.concurrency)],
    ['Backends', `${expectedBackends.count}, by ${expectedBackends.from}`],
    ['Method', run.method],
    ['Took', `${(run.durationMs / 1000).toFixed(2)} s`],
    ['Began', run.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')],
    ['Node', onlyOf(nodes)],
    ['Zone', onlyOf(zones)],
    ['Ended early', run.ending === 'complete' ? null : run.ending],
    ['Note', [run.note, expectedBackends.note].filter((note) => note !== null).join(' ')],
    ['Connecting', channel.errors.slice(0, 5).join('; ')],
  ];
}

/** Where there is one only, it needs no bar. */
function onlyOf(groups: readonly GroupTally[]): string | null {
  return groups.length === 1 ? (groups[0]?.name ?? null) : null;
}
