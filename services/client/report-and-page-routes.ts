import { type RequestHandler, Router } from 'express';
import { sendAnswer } from '../shared/http/answer.ts';
import type { Failures } from '../shared/http/failures.ts';
import type { Logger } from '../shared/logging/logging.ts';
import type { LiveValues } from './config.ts';
import { addPageRoutes } from './page/page-routes.ts';
import { type ConnectReportsOptions, connectReports } from './report/connect-reports.ts';
import { addReportRoutes } from './report/http/report-routes.ts';
import { configParameters } from './report/parameters/config-parameters.ts';
import type { SpanOf } from './trace-requests.ts';

export interface ReportAndPageOptions extends ConnectReportsOptions {
  readonly settings: () => LiveValues;
  /** Where the built page is. */
  readonly pageFolder: string | undefined;
  readonly spanOf: SpanOf;
  readonly failures: Failures;
  readonly logger: Logger;
}

export interface ReportAndPageRoutes {
  readonly handle: RequestHandler;
  /** Closes the channels of reports. */
  readonly close: () => void;
}

/** Makes the routes of the report and of the page. */
export function createReportAndPageRoutes(options: ReportAndPageOptions): ReportAndPageRoutes {
  const { config, settings, pageFolder, spanOf, failures, logger } = options;
  const reports = connectReports(options);
  const parameters = () => configParameters(config, settings());
  const router = Router({ caseSensitive: true });
  addReportRoutes(router, { reports, parameters, spanOf, failures, logger });
  addPageRoutes(router, { folder: pageFolder, parameters });
  // Otherwise the router itself would tell methods of a path, which the original does not.
  router.use((request, response) => sendAnswer(request, response, { status: 404 }));
  return { handle: router, close: reports.close };
}
