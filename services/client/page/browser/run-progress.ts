import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { lanesView } from '../view/lanes-view.ts';
import { shareList } from '../view/share-list.ts';
import { LightElement } from './light-element.ts';
import { litPainter } from './lit-painter.ts';
import type { LiveTally } from './live-tally.ts';

/** A run that goes on: how far it is, who has answered, and a way to stop it. */
export class RunProgress extends LightElement {
  static override readonly properties: PropertyDeclarations = {
    tally: { attribute: false },
    made: { attribute: false },
  };
  declare tally: LiveTally;
  /** Changes with the tally, which stays the same object. */
  declare made: number;

  protected override render(): TemplateResult {
    const { made, wanted, failed } = this.tally;
    const rows = this.tally.rows();
    return html`<section class="going" aria-label="The run that goes on">
      <header><h2>${wanted === 0 ? 'Connecting …' : `${made} of ${wanted} calls`}</h2>
        <button type="button" @click=${this.#cancel}>Cancel</button></header>
      <progress aria-label="Calls made" max=${Math.max(wanted, 1)} .value=${made}></progress>
      ${failed > 0 ? html`<p>${failed} failed so far.</p>` : null}
      ${rows.length === 0 ? null : html`<h3>Who answered so far</h3>${shareList(litPainter, rows)}<h3>Call by call</h3>${lanesView(litPainter, this.tally.lanes())}`}
    </section>`;
  }

  readonly #cancel = () => this.dispatchEvent(new Event('cancel'));
}
