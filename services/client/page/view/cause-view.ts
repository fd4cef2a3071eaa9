import type { Cause } from '../../report/schema/cause.ts';
import type { Report } from '../../report/schema/report.ts';
import type { Painter } from '../painter.ts';
import { changeOf, runLink, runQuery } from './run-query.ts';

/** Why, what was seen that says so, and what helps. */
export function causeView<M>(painter: Painter<M>, report: Report, cause: Cause): M {
  const { html } = painter;
  const { sentence, evidence, remedies } = cause;
  return html`<div class="cause"><div class="why"><h3>Why</h3><p>${sentence}</p>
${evidence.length === 0 ? null : html`<details><summary>What was seen</summary><ul>${evidence.map((seen) => html`<li>${seen}</li>`)}</ul></details>`}</div>
${remedies.length === 0 ? null : html`<div class="remedies"><h3>What helps</h3><ul>${remedies.map((remedy) => html`<li>${remedyView(painter, report, remedy)}</li>`)}</ul></div>`}</div>`;
}

/** What can be tried at once can be clicked. */
function remedyView<M>({ html, root }: Painter<M>, report: Report, remedy: string): M {
  const change = changeOf(remedy);
  if (change === undefined) return html`<span class="remedy">${remedy}</span>`;
  const link = runLink(root, runQuery(report, change));
  return html`<span class="remedy">${remedy}</span> <a class="try" data-run href="${link}" aria-label="Try it: ${remedy}">Try it</a>`;
}

/** The causes beside the first. */
export function otherCausesView<M>(painter: Painter<M>, report: Report): M | null {
  const { html } = painter;
  if (report.otherCauses.length === 0) return null;
  return html`<section class="card"><h2>Also seen</h2>${report.otherCauses.map((cause) => causeView(painter, report, cause))}</section>`;
}
