import type { Request, RequestHandler, Response } from 'express';
import { toError } from '../../../shared/errors/to-error.ts';
import { abortWhenClosed } from '../../../shared/http/abort-when-closed.ts';
import { sendAnswer } from '../../../shared/http/answer.ts';
import { type Failures, failureAnswer } from '../../../shared/http/failures.ts';
import type { Logger } from '../../../shared/logging/logging.ts';
import { forwardedHeaders } from '../../hello/forwarded-headers.ts';
import { leaveOutBlanks } from '../../page/leave-out-blanks.ts';
import { pageSecurityHeaders } from '../../page/security-headers.ts';
import type { SpanOf } from '../../trace-requests.ts';
import { readParameters } from '../parameters/read-parameters.ts';
import type { declareRunParameters } from '../parameters/run-parameters.ts';
import type { Reports } from '../reports.ts';
import { readQuery } from './read-query.ts';
import { refuse } from './refusal.ts';
import { type FormName, formNames, formParameter, negotiateForm, reportForms } from './report-form.ts';

export interface ReportEndpointDependencies {
  readonly spanOf?: SpanOf;
  readonly reports: Reports;
  /** The parameters with what the settings say now. */
  readonly parameters: () => ReturnType<typeof declareRunParameters>;
  readonly failures: Failures;
  readonly logger: Logger;
}

/** `/hello/report`: a run, and its report in the form that was asked for. */
export function reportEndpoint(dependencies: ReportEndpointDependencies): RequestHandler {
  return async (request, response) => {
    const negotiated = negotiateForm(request);
    const gone = abortWhenClosed(response);
    let form: FormName = negotiated ?? 'text';
    try {
      const given = leaveOutBlanks(readQuery(request.url));
      form = formNames.find((name) => given.get(formParameter.name)?.at(-1) === name) ?? form;
      const { format, ...parameters } = readParameters(
        { ...dependencies.parameters(), format: formParameter },
        given,
      );
      if (format === undefined && negotiated === undefined)
        return sendAnswer(request, response, { status: 406, headers: [['Vary', 'Accept']] });
      const headers = forwardedHeaders(request.headers);
      const parent = dependencies.spanOf?.(request);
      const report = await dependencies.reports.run(parameters, { signal: gone, headers, parent });
      const { contentType, render } = reportForms[form];
      const isMet = report.expectation?.isMet ?? true;
      sendAnswer(request, response, {
        status: isMet ? 200 : 417,
        headers: [
          ['Cache-Control', 'no-store'],
          ['Vary', 'Accept'],
          ...(form === 'html' ? pageSecurityHeaders : []),
        ],
        contentType,
        body: render(report),
      });
    } catch (thrown) {
      if (gone.aborted) dependencies.logger.debug(`The caller of ${request.path} left before the report.`);
      else answerError(dependencies, request, response, { error: toError(thrown), form });
    }
  };
}

function answerError(
  { failures, logger }: ReportEndpointDependencies,
  request: Request,
  response: Response,
  { error, form }: { readonly error: Error; readonly form: FormName },
): void {
  const refusal = refuse(error, form);
  if (refusal !== undefined) {
    sendAnswer(request, response, refusal);
    return;
  }
  const id = failures.nextErrorId();
  logger.error(`HTTP Request to ${request.path} failed, error id: ${id}`, { error });
  sendAnswer(request, response, failureAnswer(request.headers.accept, `Error id ${id}`));
}
