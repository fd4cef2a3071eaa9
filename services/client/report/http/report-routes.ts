import type { IRouter, Request, RequestHandler, Response } from 'express';
import { sendAnswer } from '../../../shared/http/answer.ts';
import { reportSchema } from '../schema/report.ts';
import { type ReportEndpointDependencies, reportEndpoint } from './report-endpoint.ts';
import { reportPaths } from './report-paths.ts';
import { streamEndpoint } from './stream-endpoint.ts';

/** Adds the report's endpoints. */
export function addReportRoutes(router: IRouter, dependencies: ReportEndpointDependencies): void {
  const endpoints: [string, RequestHandler][] = [
    [reportPaths.report, reportEndpoint(dependencies)],
    [reportPaths.stream, streamEndpoint(dependencies)],
    [reportPaths.schema, sendSchema],
  ];
  // HEAD would make all the calls of a run for nothing.
  for (const [path, handler] of endpoints)
    router.options(path, tellMethods).head(path, refuseMethod).get(path, handler).all(path, refuseMethod);
}

function sendSchema(request: Request, response: Response): void {
  const body = `${JSON.stringify(reportSchema, null, 2)}\n`;
  sendAnswer(request, response, { status: 200, contentType: 'application/schema+json', body });
}

function tellMethods(request: Request, response: Response): void {
  sendAnswer(request, response, { status: 200, headers: [['Allow', 'GET, OPTIONS']] });
}

function refuseMethod(request: Request, response: Response): void {
  sendAnswer(request, response, { status: 405, headers: [['Allow', 'GET, OPTIONS']] });
}
