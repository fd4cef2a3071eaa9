import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Report } from '../../report/schema/report.ts';
import { withCode } from '../view/with-code.ts';
import { type KeptRun, keepRuns, restoreRuns, withRun } from './kept-runs.ts';
import { LightElement } from './light-element.ts';
import { litPainter } from './lit-painter.ts';
import { LiveTally } from './live-tally.ts';
import { ProblemsError } from './problems.ts';
import type { RunAsked, RunForm } from './run-form.ts';
import { streamRun } from './run-stream.ts';

/** Where runs are shown: the one that goes on, the one that is looked at, and those beside it. */
export class RunDesk extends LightElement {
  static override readonly properties: PropertyDeclarations = {
    runs: { state: true },
    shownId: { state: true },
    tally: { state: true },
    problems: { state: true },
    said: { state: true },
    notice: { state: true },
  };
  declare private runs: readonly KeptRun[];
  declare private shownId: number | undefined;
  declare private tally: LiveTally | undefined;
  declare private problems: readonly string[];
  /** What is read out. */
  declare private said: string;
  /** What became of a run that has no report. */
  declare private notice: string;
  #running: AbortController | undefined;

  constructor() {
    super();
    this.runs = restoreRuns();
    this.shownId = this.runs.at(-1)?.id;
    this.problems = [];
    this.said = '';
    this.notice = '';
  }

  /** Before what the server put here. */
  protected override createRenderRoot(): HTMLElement {
    this.renderOptions.renderBefore = this.firstChild;
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('run-asked', this.#onAsked);
    this.addEventListener('run-shown', this.#onShown);
    this.addEventListener('run-removed', this.#onRemoved);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#running?.abort();
    document.removeEventListener('run-asked', this.#onAsked);
  }

  readonly #onAsked = (event: Event) => void this.#run((event as RunAsked).detail);

  readonly #onShown = (event: Event) => {
    this.shownId = (event as CustomEvent<number>).detail;
  };

  readonly #onRemoved = (event: Event) => {
    this.#keep(this.runs.filter(({ id }) => id !== (event as CustomEvent<number>).detail));
    if (!this.runs.some(({ id }) => id === this.shownId)) this.shownId = this.runs.at(-1)?.id;
    void this.#keepFocus('.shown .pick, #verdict');
  };

  async #run(asked: URLSearchParams): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const tally = new LiveTally(this.#knownBackends(asked));
    const query = new URLSearchParams([...asked, ['calls', 'true']]);
    Object.assign(this, { tally, problems: [], notice: '', said: 'The run has begun.' });
    this.#comeIntoView();
    try {
      const onProgress = (progress: Parameters<LiveTally['add']>[0]) => {
        if (running.signal.aborted) return;
        tally.add(progress);
        this.#tellProgress(tally);
      };
      this.#finish(await streamRun(query, { onProgress, signal: running.signal }));
    } catch (error) {
      if (this.#running === running) this.#end(error, tally);
    }
  }

  /** Read out by quarters: nobody wants to hear every call. */
  #tellProgress({ made, wanted }: LiveTally): void {
    const quarter = Math.floor((made / Math.max(wanted, 1)) * 4) * 25;
    if (quarter > 0 && quarter < 100) this.said = `${quarter} % of ${wanted} calls are made.`;
    this.requestUpdate();
  }

  #finish(report: Report): void {
    this.#keep(withRun(this.runs, report));
    const said = `${report.verdict}. ${report.headline} ${report.cause.sentence}`;
    Object.assign(this, { tally: undefined, shownId: this.runs.at(-1)?.id, said });
    document.title = `${report.verdict} · grpc-hello`;
    void this.#keepFocus('#verdict');
  }

  #end(error: unknown, { made, wanted }: LiveTally): void {
    this.tally = undefined;
    if (this.#running?.signal.aborted) {
      this.notice = `The run was cancelled after ${made} of ${wanted} calls, so it has no report.`;
      this.said = this.notice;
      void this.#keepFocus('.notice');
      return;
    }
    this.problems = error instanceof ProblemsError ? error.problems : [String(error)];
    this.said = '';
    document.querySelector<RunForm>('run-form')?.mark(this.problems);
  }

  /** Who used what is gone by now, such as the button to cancel, goes on at what came instead. */
  async #keepFocus(selector: string): Promise<void> {
    await this.updateComplete;
    // The components below render after this one.
    await new Promise(requestAnimationFrame);
    if (document.activeElement === document.body)
      this.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }

  /** On a narrow screen the desk is below the form. */
  #comeIntoView(): void {
    const { top } = this.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) this.scrollIntoView();
  }

  /** How many backends there were in the last run, unless other shares than even ones are expected. */
  #knownBackends(asked: URLSearchParams): number | undefined {
    const last = this.runs.at(-1)?.report.expectedBackends;
    const isKnown =
      last !== undefined && last.from !== 'observation' && !asked.get('expect')?.startsWith('weights:');
    return isKnown ? last.count : undefined;
  }

  #keep(runs: readonly KeptRun[]): void {
    this.runs = runs;
    keepRuns(runs);
  }

  /** What the server put here explains the answers to those who have none yet. */
  protected override updated(): void {
    const isEmpty = this.runs.length === 0 && this.tally === undefined;
    this.querySelector('.answers')?.toggleAttribute('hidden', !isEmpty);
  }

  protected override render(): TemplateResult {
    const shown = this.runs.find(({ id }) => id === this.shownId);
    return html`<p class="unseen" role="status">${this.said}</p>
      ${this.notice === '' ? nothing : html`<p class="notice" tabindex="-1">${this.notice}</p>`}
      ${this.#renderProblems()}
      ${this.tally && html`<run-progress .tally=${this.tally} .made=${this.tally.made} @cancel=${() => this.#running?.abort()}></run-progress>`}
      ${this.runs.length > 1 ? html`<run-comparison .runs=${this.runs} .shownId=${this.shownId}></run-comparison>` : nothing}
      ${shown && this.tally === undefined ? html`<run-report .report=${shown.report}></run-report>` : nothing}`;
  }

  #renderProblems(): TemplateResult | typeof nothing {
    if (this.problems.length === 0) return nothing;
    return html`<section class="problems" role="alert"><h2>There was no run</h2><ul>${this.problems.map((problem) => html`<li>${withCode(litPainter, problem)}</li>`)}</ul></section>`;
  }
}
