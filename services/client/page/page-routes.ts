import type { IRouter } from 'express';
import { sendAnswer } from '../../shared/http/answer.ts';
import { readQuery } from '../report/http/read-query.ts';
import type { Filled } from './form-fields.ts';
import { createPageAssets } from './page-assets.ts';
import { renderPage } from './page-document.ts';
import { pageFiles } from './page-paths.ts';
import { represent, sendRepresentation } from './representation.ts';
import type { RunParametersDeclared } from './run-form.ts';

export interface PageOptions {
  /** Where the built page is; without one, the page is the form that works without scripts. */
  readonly folder: string | undefined;
  /** The parameters with what the settings say now. */
  readonly parameters: () => RunParametersDeclared;
}

/** Adds the page. */
export function addPageRoutes(router: IRouter, { folder, parameters }: PageOptions): void {
  const assets = createPageAssets(folder);
  router.get('/', async (request, response) => {
    const hasScript = (await assets.get('page.js')) !== undefined;
    const page = renderPage(parameters(), filledBy(request.url), hasScript);
    sendRepresentation(request, response, represent('text/html;charset=UTF-8', page));
  });
  for (const file of pageFiles)
    router.get(`/page/${file}`, async (request, response) => {
      const asset = await assets.get(file);
      if (asset === undefined) sendAnswer(request, response, { status: 404 });
      else sendRepresentation(request, response, asset);
    });
}

/** A broken address is no reason to show nothing. */
function filledBy(url: string): Filled {
  try {
    return readQuery(url);
  } catch {
    return new Map();
  }
}
