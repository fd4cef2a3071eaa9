import { html, type Markup, textPainter } from './markup.ts';
import { weaves } from './view/swatch.ts';
import { verdictMark } from './view/verdict-mark.ts';

/** What differs from document to document. */
export interface DocumentParts {
  readonly title: string;
  /** The way to the root of the service, such as `../`. */
  readonly root: string;
  /** Of the root element of the body, for the style sheet. */
  readonly layout: 'desk' | 'sheet';
  readonly hasScript: boolean;
  readonly body: Markup;
}

/** A whole HTML document with what all of ours have in common. */
export function renderDocument({ title, root, layout, hasScript, body }: DocumentParts): string {
  const painter = textPainter(root);
  const script = hasScript ? html`<script type="module" src="${root}page/page.js"></script>` : null;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="${root}page/icon.svg">
<link rel="stylesheet" href="${root}page/page.css">
${script}
</head>
<body>
${weaves(painter)}
<header class="top ${layout}-top"><a class="brand" href="${root === '' ? './' : root}">${verdictMark(painter, 'BALANCED', 28)}grpc-hello</a>
<nav aria-label="Other forms"><a href="${root}hello/report?format=text">Report as text</a><a href="${root}hello/report/schema.json">Schema</a><a href="${root}q/metrics">Metrics</a></nav></header>
<main class="${layout}">
${body}
</main>
</body>
</html>
`;
  return document.toString();
}
