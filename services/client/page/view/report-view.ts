import type { Report } from '../../report/schema/report.ts';
import type { Painter } from '../painter.ts';
import { otherCausesView } from './cause-view.ts';
import { connectionsView } from './connections-view.ts';
import { factsView } from './facts-view.ts';
import { failuresView } from './failures-view.ts';
import { groupsView } from './groups-view.ts';
import { type Lanes, lanesView } from './lanes-view.ts';
import { latencyView } from './latency-view.ts';
import { proxyView } from './proxy-view.ts';
import { shareList } from './share-list.ts';
import { inOrder, rowsOf } from './share-row.ts';
import { verdictView } from './verdict-view.ts';

/** A whole report: the answer first, then what it rests on. */
export function reportView<M>(painter: Painter<M>, report: Report): M {
  const { html } = painter;
  const rows = rowsOf(report);
  const lanes = lanesOf(report);
  const groups = groupsView(painter, report);
  // Where weights are expected, they are of versions: those are what is judged.
  const isByVersion = report.versions.some(({ expectedShare }) => expectedShare !== null);
  return html`<div class="report">
${verdictView(painter, report)}
${failuresView(painter, report)}
${isByVersion ? groups : null}
${rows.length === 0 ? null : html`<section class="card"><h2>Who answered</h2>${shareList(painter, rows)}</section>`}
${lanes === null ? null : html`<section class="card"><h2>Call by call</h2>${lanesView(painter, lanes)}</section>`}
${isByVersion ? null : groups}
${connectionsView(painter, report)}
${otherCausesView(painter, report)}
${proxyView(painter, report)}
${latencyView(painter, report)}
${factsView(painter, report)}
</div>`;
}

function lanesOf({ sequence, backends }: Report): Lanes | null {
  if (sequence === null || sequence.length === 0) return null;
  const names = backends.map(({ name }) => name);
  const order = inOrder(backends).map(({ name }) => names.indexOf(name));
  return { names, order, sequence, calls: sequence.length };
}
