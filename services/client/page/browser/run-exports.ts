import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { renderMarkdown } from '../../report/render/markdown.ts';
import type { Report } from '../../report/schema/report.ts';
import { runQuery } from '../view/run-query.ts';
import { copyText } from './copy-text.ts';
import { downloadText } from './download-text.ts';
import { LightElement } from './light-element.ts';

/** A form in which a report leaves the page. */
interface Export {
  readonly name: string;
  readonly type: string;
  readonly ending: string;
  readonly render: (report: Report) => string;
}

const forms: readonly Export[] = [
  { name: 'Markdown', type: 'text/markdown', ending: 'md', render: renderMarkdown },
  {
    name: 'JSON',
    type: 'application/json',
    ending: 'json',
    render: (report) => `${JSON.stringify(report, null, 2)}\n`,
  },
];

/** Copies and downloads a report. */
export class RunExports extends LightElement {
  static override readonly properties: PropertyDeclarations = {
    report: { attribute: false },
    said: { state: true },
  };
  declare report: Report;
  declare private said: string;

  constructor() {
    super();
    this.said = '';
  }

  protected override render(): TemplateResult {
    return html`<div class="exports" role="group" aria-label="Take the report elsewhere">
      ${forms.map((form) => html`<button type="button" @click=${() => this.#copy(form.name, form.render(this.report))}>Copy ${form.name}</button>`)}
      ${forms.map((form) => html`<button type="button" @click=${() => this.#download(form)}>Download .${form.ending}</button>`)}
      <button type="button" @click=${() => this.#copy('the curl command', this.#curl())}>Copy as curl</button>
      <span class="said" role="status">${this.said}</span>
    </div>`;
  }

  async #copy(name: string, text: string): Promise<void> {
    this.said = (await copyText(text))
      ? `Copied ${name}.`
      : `The browser does not let the page copy ${name}.`;
  }

  #download({ ending, type, render }: Export): void {
    const startedAt = this.report.run.startedAt.replace(/\D/g, '').slice(0, 14);
    downloadText(`grpc-hello-${startedAt}.${ending}`, type, render(this.report));
  }

  /** The query is percent-encoded but for the apostrophe, which would end the shell's quotation. */
  #curl(): string {
    const url = new URL(`hello/report?${runQuery(this.report)}`, document.baseURI);
    return `curl '${url.href.replaceAll("'", '%27')}'`;
  }
}
