import type { Express, Request, RequestHandler, Response } from 'express';
import { sendAnswer } from '../../../shared/http/answer.ts';
import { reportSchema } from '../schema/report.ts';
import { type ReportEndpointDependencies, reportEndpoint } from './report-endpoint.ts';
import { streamEndpoint } from './stream-endpoint.ts';

/** Where reports are. */
const reportPaths = {
  report: '/hello/report',
  stream: '/hello/report/stream',
  schema: '/hello/report/schema.json',
} as const;

/** Adds the report's endpoints. */
export function addReportRoutes(app: Express, dependencies: ReportEndpointDependencies): void {
  const endpoints: [string, RequestHandler][] = [
    [reportPaths.report, reportEndpoint(dependencies)],
    [reportPaths.stream, streamEndpoint(dependencies)],
    [reportPaths.schema, sendSchema],
  ];
  // HEAD would make all the calls of a run for nothing.
  for (const [path, handler] of endpoints)
    app.options(path, tellMethods).head(path, refuseMethod).get(path, handler).all(path, refuseMethod);
}

/** Whether a path in canonical spelling is one of these. */
export function isReportPath(canonicalPath: string): boolean {
  return Object.values<string>(reportPaths).includes(canonicalPath);
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
