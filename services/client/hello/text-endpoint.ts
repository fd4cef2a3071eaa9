import type { Request, RequestHandler, Response } from 'express';
import { toError } from '../../shared/errors/to-error.ts';
import { abortWhenClosed } from '../../shared/http/abort-when-closed.ts';
import { negotiateTextPlain } from '../../shared/http/accept.ts';
import { sendAnswer } from '../../shared/http/answer.ts';
import { type Failures, failureAnswer } from '../../shared/http/failures.ts';
import type { Logger } from '../../shared/logging/logging.ts';
import type { SpanOf } from '../trace-requests.ts';
import { describeFailure } from './describe-failure.ts';

/** What an endpoint's work is told about the request. */
export interface EndpointCall {
  readonly request: Request;
  /** Aborts when the caller has left. */
  readonly signal: AbortSignal;
}

export interface EndpointDependencies {
  readonly spanOf: SpanOf;
  readonly failures: Failures;
  readonly logger: Logger;
}

/** Makes an endpoint that answers text, with the original's rules about Accept and about failures. */
export function textEndpoint(
  dependencies: EndpointDependencies,
  work: (call: EndpointCall) => Promise<string>,
): RequestHandler {
  return async (request, response) => {
    const negotiated = negotiateTextPlain(request.headersDistinct.accept ?? []);
    if (negotiated === 'not-acceptable') return sendAnswer(request, response, { status: 406 });
    const gone = abortWhenClosed(response);
    try {
      if (negotiated === 'malformed') throw new Error(`Failed to parse media type ${request.headers.accept}`);
      const body = await work({ request, signal: gone });
      if (negotiated === 'acceptable')
        sendAnswer(request, response, { status: 200, contentType: textPlain, body });
      else sendAnswer(request, response, { status: 406, headers: [['Vary', 'Accept']] });
    } catch (thrown) {
      if (gone.aborted) dependencies.logger.debug(`The caller of ${request.path} left before the answer.`);
      else fail(dependencies, request, response, toError(thrown));
    }
  };
}

const textPlain = 'text/plain;charset=UTF-8';

function fail(
  { failures, logger }: EndpointDependencies,
  request: Request,
  response: Response,
  error: Error,
): void {
  const id = failures.nextErrorId();
  logger.error(`HTTP Request to ${request.path} failed, error id: ${id}`, { error });
  const details = [`Error id ${id}`, ...describeFailure(error)].join(': ');
  sendAnswer(request, response, failureAnswer(request.headersDistinct.accept?.[0], details));
}
