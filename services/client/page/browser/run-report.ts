import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Report } from '../../report/schema/report.ts';
import { reportView } from '../view/report-view.ts';
import { LightElement } from './light-element.ts';
import { litPainter } from './lit-painter.ts';

/** A report, and ways to take it elsewhere. */
export class RunReport extends LightElement {
  static override readonly properties: PropertyDeclarations = { report: { attribute: false } };
  declare report: Report;

  protected override render(): TemplateResult {
    return html`${reportView(litPainter, this.report)}<run-exports .report=${this.report}></run-exports>`;
  }
}
