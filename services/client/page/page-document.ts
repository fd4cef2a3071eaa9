import type { Verdict } from '../report/schema/verdicts.ts';
import { renderDocument } from './document.ts';
import type { Filled } from './form-fields.ts';
import { html, textPainter } from './markup.ts';
import { type RunParametersDeclared, renderForm, renderPresets } from './run-form.ts';
import { verdictMark } from './view/verdict-mark.ts';

/** What the five answers mean, for those who have none yet. */
const meanings: readonly [Verdict, string][] = [
  ['BALANCED', 'Every backend got its share, as far as so many calls can tell; the report says how far.'],
  ['PINNED', 'One backend answered everything, and that is no accident.'],
  ['UNEVEN', 'Shares are further apart than chance explains, or a backend got nothing.'],
  ['UNDECIDED', 'So few calls prove nothing; the report says how many do.'],
  ['FAILED', 'Calls failed; the report says which, and why.'],
];

/**
 * The page: what this is, runs for one click, and the form. All of it works without scripts.
 * @param filled what the address says, which fills the form
 */
export function renderPage(parameters: RunParametersDeclared, filled: Filled, hasScript: boolean): string {
  const painter = textPainter('');
  const body = html`<div class="ask">
<h1>Are my gRPC calls balanced, and if not, why?</h1>
<p class="lead">A run makes a series of gRPC calls to the service that this client is configured with. Its report says who answered, whether that is balanced, and how sure that is. Where it is not, it names the cause and what helps.</p>
${renderPresets()}
${renderForm(parameters, filled)}
</div>
<run-desk><section class="answers" aria-labelledby="answers"><h2 id="answers">A run has one of five answers</h2>
<dl>${meanings.map(([verdict, meaning]) => html`<div class="is-${verdict}"><dt>${verdictMark(painter, verdict)}${verdict}</dt><dd>${meaning}</dd></div>`)}</dl></section></run-desk>`;
  const title = 'Are my gRPC calls balanced? · grpc-hello';
  return renderDocument({ title, root: '', layout: 'desk', hasScript, body });
}
