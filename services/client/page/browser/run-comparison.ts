import { html, nothing, type PropertyDeclarations, svg, type TemplateResult } from 'lit';
import type { Report } from '../../report/schema/report.ts';
import { numberOf, percent } from '../../report/verdict/wording.ts';
import { paintOf } from '../drawing/paint-of.ts';
import { inOrder } from '../view/share-row.ts';
import { verdictMark } from '../view/verdict-mark.ts';
import { describeChange } from './describe-change.ts';
import type { KeptRun } from './kept-runs.ts';
import { LightElement } from './light-element.ts';
import { litPainter } from './lit-painter.ts';

/** The runs of this session side by side: what was changed, and what came of it. */
export class RunComparison extends LightElement {
  static override readonly properties: PropertyDeclarations = {
    runs: { attribute: false },
    shownId: { attribute: false },
  };
  declare runs: readonly KeptRun[];
  declare shownId: number | undefined;

  protected override render(): TemplateResult {
    return html`<section class="compared" aria-labelledby="compared"><h2 id="compared">Runs of this session</h2>
      <ol class="kept">${this.runs.map((run, index) => this.#renderRun(run, this.runs[index - 1]?.report))}</ol></section>`;
  }

  #renderRun({ id, report }: KeptRun, before: Report | undefined): TemplateResult {
    const { verdict, run, channel, latencyMs } = report;
    const isShown = id === this.shownId;
    const facts = [
      `${run.answered} of ${numberOf(run.made, 'call')}`,
      channel.connections === null ? null : numberOf(channel.connections, 'connection'),
      latencyMs && `p50 ${latencyMs.p50.toFixed(1)} ms`,
    ].filter((fact) => fact !== null);
    return html`<li class="is-${verdict} ${isShown ? 'shown' : ''}">
      <button class="pick" type="button" aria-pressed=${isShown} @click=${() => this.#tell('run-shown', id)}>
        <b>${verdictMark(litPainter, verdict, 22)}${verdict}</b>
        <span class="what">${describeChange(report, before)}</span>
        ${splitBar(report)}
        <span class="note">${describeShares(report)}</span>
        <span class="note">${facts.join(' · ')}</span>
      </button>
      <button class="remove" type="button" aria-label="Remove run ${id}" @click=${() => this.#tell('run-removed', id)}>✕</button>
    </li>`;
  }

  #tell(event: string, detail: number): void {
    this.dispatchEvent(new CustomEvent(event, { detail, bubbles: true }));
  }
}

/** All backends in one bar. */
function splitBar({ backends, run }: Report): TemplateResult | typeof nothing {
  if (run.answered === 0) return nothing;
  let begin = 0;
  const parts = inOrder(backends).map(({ name, calls }) => {
    const path = svg`<path class="tone-${paintOf(litPainter.slotOf(name)).tone}" d="M${begin} 0h${calls}v1h-${calls}z"></path>`;
    begin += calls;
    return path;
  });
  return html`<svg class="split" viewBox="0 0 ${begin} 1" preserveAspectRatio="none" width="100%" height="16" aria-hidden="true">${parts}</svg>`;
}

/** So many backends are named. */
const mostNamed = 4;

/** `l1 33 %, l2 33 %, l3 34 %`. */
function describeShares({ backends, silent }: Report): string {
  const named = inOrder(backends)
    .slice(0, mostNamed)
    .map(({ name, version, share }) => `${version ?? name} ${percent(share)}`);
  const rest = backends.length - named.length;
  return [
    ...named,
    ...(rest > 0 ? [`${rest} more`] : []),
    ...(silent.length > 0 ? [`${silent.length} got none`] : []),
  ].join(', ');
}
