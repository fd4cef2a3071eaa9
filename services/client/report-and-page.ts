import type { RequestHandler } from 'express';
import { isPagePath } from './page/page-paths.ts';
import { isReportPath } from './report/http/report-paths.ts';
import type { ReportAndPageOptions, ReportAndPageRoutes } from './report-and-page-routes.ts';
import type { SpanOf } from './trace-requests.ts';

/** The report and the page, of which nothing is loaded before somebody asks for them. */
export interface ReportAndPage {
  /** Whether a path in canonical spelling is one of theirs. */
  hasPath(canonicalPath: string): boolean;
  /** Answers requests for their paths, and hands on all others. */
  handle(spanOf: SpanOf): RequestHandler;
  close(): Promise<void>;
}

/** Loading them takes a tenth of the client's start (bench/README.md), and many clients are never asked. */
export function createReportAndPage(options: Omit<ReportAndPageOptions, 'spanOf'>): ReportAndPage {
  let loaded: Promise<ReportAndPageRoutes> | undefined;
  const hasPath = (path: string) => isReportPath(path) || isPagePath(path);
  return {
    hasPath,
    handle: (spanOf) => async (request, response, next) => {
      if (!hasPath(request.path)) return next();
      loaded ??= loadRoutes({ ...options, spanOf });
      const { handle } = await loaded;
      handle(request, response, next);
    },
    close: async () => (await loaded)?.close(),
  };
}

async function loadRoutes(options: ReportAndPageOptions): Promise<ReportAndPageRoutes> {
  const { createReportAndPageRoutes } = await import('./report-and-page-routes.ts');
  return createReportAndPageRoutes(options);
}
