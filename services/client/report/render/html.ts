import { renderDocument } from '../../page/document.ts';
import { textPainter } from '../../page/markup.ts';
import { reportView } from '../../page/view/report-view.ts';
import { runLink, runQuery } from '../../page/view/run-query.ts';
import { inOrder } from '../../page/view/share-row.ts';
import type { Report } from '../schema/report.ts';

/** The way from `/hello/report` to the root of the service. */
const root = '../';

/** The report as a document that needs no scripts. */
export function renderHtml(report: Report): string {
  const painter = textPainter(
    root,
    inOrder(report.backends).map(({ name }) => name),
  );
  const { html } = painter;
  const query = runQuery(report);
  const body = html`<h1 class="unseen">Are these gRPC calls balanced, and if not, why?</h1>
${reportView(painter, report)}
<p class="again"><a class="run" href="${runLink(root, query)}">Run it again</a> <a href="${root}?${query}">Change the run</a></p>`;
  const title = `${report.verdict} · grpc-hello`;
  return renderDocument({ title, root, layout: 'sheet', hasScript: false, body });
}
