import type { Parameter } from '../report/parameters/parameter.ts';
import type { declareRunParameters } from '../report/parameters/run-parameters.ts';
import { type Filled, renderField, renderHint } from './form-fields.ts';
import { html, type Markup } from './markup.ts';
import { presets } from './presets.ts';
import { runLink } from './view/run-query.ts';

export type RunParametersDeclared = ReturnType<typeof declareRunParameters>;

/** Seldom wanted, and so folded away. */
const folded = new Set(['name', 'dial']);

/** The form of a run, made from the parameters' declaration; without scripts it leads to the report. */
export function renderForm(parameters: RunParametersDeclared, filled: Filled): Markup {
  // The page always shows the sequence of calls.
  const { calls, ...asked } = parameters;
  const all: readonly Parameter<unknown>[] = Object.values(asked);
  const fields = (isFolded: boolean) =>
    all
      .filter(({ name }) => folded.has(name) === isFolded)
      .map((parameter) => renderField(parameter, filled));
  return html`<run-form><form method="get" action="hello/report" aria-labelledby="choose">
<h2 id="choose">Or choose yourself</h2>
<div class="fields">${fields(false)}</div>
<details class="more"><summary>More</summary><div class="fields">${fields(true)}</div></details>
<input type="hidden" name="${calls.name}" value="true"><input type="hidden" name="format" value="html">
<button class="run" type="submit">Run</button>
<details class="more"><summary>What these mean</summary><dl class="hints">${all.map(renderHint)}</dl></details>
</form></run-form>`;
}

/** Runs for one click. */
export function renderPresets(): Markup {
  return html`<ul class="presets" aria-label="Runs to try">${presets.map(
    ({ title, lesson, query }) =>
      html`<li><a data-run href="${runLink('', query)}"><b>${title}</b> <span>${lesson}</span></a></li>`,
  )}</ul>`;
}
