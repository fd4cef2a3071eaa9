import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { sendAnswer } from '../shared/http/answer.ts';
import { type Failures, failureAnswer } from '../shared/http/failures.ts';
import type { Logger } from '../shared/logging/logging.ts';
import type { OpsAnswers } from '../shared/ops/ops-answers.ts';
import { handleOps } from '../shared/ops/ops-handler.ts';
import type { Tracing } from '../shared/telemetry/tracing.ts';
import type { Greetings } from './hello/greetings.ts';
import { addHelloRoutes } from './hello/hello-routes.ts';
import type { ReportAndPage } from './report-and-page.ts';
import { traceRequests } from './trace-requests.ts';

export interface AppDependencies {
  readonly greetings: Greetings;
  readonly ops: OpsAnswers;
  readonly measureRequests: RequestHandler;
  readonly tracing: Tracing | undefined;
  readonly failures: Failures;
  readonly logger: Logger;
  readonly reportAndPage: ReportAndPage;
  /** Whether new requests are turned away because the process is ending. */
  readonly isStopping: () => boolean;
}

/** Builds the client's HTTP application; it expects paths in canonical spelling and does not listen. */
export function createApp(dependencies: AppDependencies): Express {
  const { greetings, ops, measureRequests, reportAndPage, isStopping } = dependencies;
  const app = express();
  app.disable('x-powered-by').enable('case sensitive routing');
  app.use((request, response, next) => {
    if (isStopping()) sendAnswer(request, response, { status: 503, close: 'announced' });
    else if (!handleOps(ops, request, response)) next();
  });
  const { handle, spanOf } = traceRequests(dependencies.tracing);
  app.use(handle);
  app.use(measureRequests);
  app.use(reportAndPage.handle(spanOf));
  addHelloRoutes(app, greetings, { ...dependencies, spanOf });
  app.use((request, response) => sendAnswer(request, response, { status: 404 }));
  app.use(answerEscapedError(dependencies));
  return app;
}

/** The last resort: an error that no endpoint dealt with. */
function answerEscapedError({ failures, logger }: AppDependencies): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const id = failures.nextErrorId();
    logger.error(`HTTP Request to ${request.path} failed, error id: ${id}`, { error });
    sendAnswer(request, response, failureAnswer(request.headers.accept, `Error id ${id}`));
  };
}
