import type { Report } from '../../report/schema/report.ts';
import { numberOf } from '../../report/verdict/wording.ts';
import type { Painter } from '../painter.ts';

/** Which calls failed, and with what words; a single kind of failure stands in the headline already. */
export function failuresView<M>({ html }: Painter<M>, { failures, run }: Report): M | null {
  if (failures.length < 2) return null;
  return html`<section class="card"><h2>${numberOf(run.failed, 'failed call')}</h2><ul class="failures">${failures.map(
    ({ status, message, calls }) =>
      html`<li><b>${numberOf(calls, 'call')}</b> <code>${status}</code> <span>${message}</span></li>`,
  )}</ul></section>`;
}
