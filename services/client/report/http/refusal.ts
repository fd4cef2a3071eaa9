import type { Answer } from '../../../shared/http/answer.ts';
import { pageSecurityHeaders } from '../../page/security-headers.ts';
import { TargetError } from '../../target.ts';
import { ParameterError } from '../parameters/parameter.ts';
import { renderRefusalHtml } from '../render/html-refusal.ts';
import { TooManyRunsError } from '../run-gate.ts';
import { type FormName, reportForms } from './report-form.ts';

/** The one table of what is refused with which status. */
const statuses = [
  { type: ParameterError, status: 400, headers: [] },
  { type: TooManyRunsError, status: 429, headers: [['Retry-After', '1']] },
  { type: TargetError, status: 500, headers: [] },
] as const;

/** Refuses a run in the form that the report would have had. @returns undefined for an error that is no refusal */
export function refuse(error: Error, form: FormName): Answer | undefined {
  const row = statuses.find(({ type }) => error instanceof type);
  if (row === undefined) return undefined;
  const problems = error instanceof ParameterError ? error.problems : [error.message];
  const { contentType } = reportForms[form];
  const headers = [
    ...row.headers,
    ['Cache-Control', 'no-store'] as const,
    ...(form === 'html' ? pageSecurityHeaders : []),
  ];
  return { status: row.status, headers, contentType, body: bodies[form](problems) };
}

const lines = (problems: readonly string[]) => `${problems.join('\n')}\n`;

const bodies: Readonly<Record<FormName, (problems: readonly string[]) => string>> = {
  text: lines,
  markdown: lines,
  json: (problems) => `${JSON.stringify({ problems }, null, 2)}\n`,
  html: renderRefusalHtml,
};
