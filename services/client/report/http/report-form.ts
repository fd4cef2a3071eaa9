import type { Request } from 'express';
import { oneOf } from '../../../shared/config/converter.ts';
import type { Parameter } from '../parameters/parameter.ts';
import { renderHtml } from '../render/html.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { renderText } from '../render/text.ts';
import type { Report } from '../schema/report.ts';

/** One form that a report can take. */
interface ReportForm {
  /** What it is sent as. */
  readonly contentType: string;
  /** What a caller accepts who wants it. */
  readonly mediaType: string;
  readonly render: (report: Report) => string;
}

export const formNames = ['text', 'json', 'html', 'markdown'] as const;
export type FormName = (typeof formNames)[number];

export const reportForms: Readonly<Record<FormName, ReportForm>> = {
  text: { contentType: 'text/plain;charset=UTF-8', mediaType: 'text/plain', render: renderText },
  json: {
    contentType: 'application/json',
    mediaType: 'application/json',
    render: (report) => `${JSON.stringify(report, null, 2)}\n`,
  },
  html: { contentType: 'text/html;charset=UTF-8', mediaType: 'text/html', render: renderHtml },
  markdown: {
    contentType: 'text/markdown;charset=UTF-8',
    mediaType: 'text/markdown',
    render: renderMarkdown,
  },
};

/** Beside the parameters of a run, what the answer looks like. */
export const formParameter: Parameter<FormName | undefined> = {
  name: 'format',
  converter: oneOf(formNames),
  about: 'The form of the answer; else the Accept header decides.',
};

/** The form that the Accept header prefers; text for those who accept everything. @returns undefined for none */
export function negotiateForm(request: Request): FormName | undefined {
  const mediaTypes = formNames.map((name) => reportForms[name].mediaType);
  const accepted = request.accepts(mediaTypes);
  return formNames.find((name) => reportForms[name].mediaType === accepted);
}
