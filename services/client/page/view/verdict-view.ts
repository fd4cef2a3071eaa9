import type { Report } from '../../report/schema/report.ts';
import type { Painter } from '../painter.ts';
import { causeView } from './cause-view.ts';
import { verdictMark } from './verdict-mark.ts';

/** The answer: the word, the sentence, why, and what helps. */
export function verdictView<M>(painter: Painter<M>, report: Report): M {
  const { html } = painter;
  const { verdict, headline, strength, cause, expectation } = report;
  const met =
    expectation === null
      ? null
      : html`<p class="${expectation.isMet ? 'expectation met' : 'expectation missed'}">${expectation.isMet ? '✓ As expected' : '✗ Not as expected'}: <code>expect=${expectation.asked}</code></p>`;
  return html`<section class="verdict is-${verdict}" aria-labelledby="verdict">
<h2 id="verdict" tabindex="-1">${verdictMark(painter, verdict, 56)}<span>${verdict}</span></h2>
<p class="headline">${headline}</p>
${met}
${causeView(painter, report, cause)}
${strength === null ? null : html`<div class="sure"><h3>How sure</h3><p>${strength}</p></div>`}
</section>`;
}
