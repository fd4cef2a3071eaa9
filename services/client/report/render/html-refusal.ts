import { renderDocument } from '../../page/document.ts';
import { html, textPainter } from '../../page/markup.ts';
import { withCode } from '../../page/view/with-code.ts';

/** The page for a run that was refused, with every reason. */
export function renderRefusalHtml(problems: readonly string[]): string {
  const body = html`<section class="problems"><h1>There was no run</h1>
<ul>${problems.map((problem) => html`<li>${withCode(textPainter('../'), problem)}</li>`)}</ul></section>
<p class="again"><a class="run" href="../">Back to the form</a></p>`;
  return renderDocument({
    title: 'There was no run · grpc-hello',
    root: '../',
    layout: 'sheet',
    hasScript: false,
    body,
  });
}
