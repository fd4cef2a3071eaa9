import { randomUUID } from 'node:crypto';
import type { Answer } from './answer.ts';
import { escapeHtml } from './escape-html.ts';

/** Numbers failures so that an answer can be found in the log. */
export interface Failures {
  /** The next error id: one UUID for the process, counted from 1, as in Quarkus' QuarkusErrorHandler. */
  nextErrorId(): string;
}

/** Starts a count. */
export function createFailures(): Failures {
  const process = randomUUID();
  let count = 0;
  return {
    nextErrorId() {
      count += 1;
      return `${process}-${count}`;
    },
  };
}

/**
 * The original's 500: JSON, or a page where the caller prefers one. It ends the connection without saying so.
 * @param accept the first Accept header
 * @param details begins with the error id
 */
export function failureAnswer(accept: string | undefined, details: string): Answer {
  const type = preferredType(accept ?? '');
  const body = type === 'text/html' ? failurePage(details) : JSON.stringify({ details, stack: '' });
  return { status: 500, headers: [['content-type', `${type}; charset=utf-8`]], body, close: 'silently' };
}

/** The forms a failure can take, by the media range that asks for it; ranges count by `q`, then by their order. */
const formOf: Readonly<Record<string, string>> = {
  'text/html': 'text/html',
  'application/xhtml+xml': 'text/html',
  'application/xml': 'text/html',
  'text/*': 'text/json',
  'text/json': 'text/json',
  'application/json': 'application/json',
};

function preferredType(accept: string): string {
  const ranges = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length);
    return { form: formOf[type], quality: Number(quality ?? 1) || 0 };
  });
  const known = ranges.filter((range) => range.form !== undefined);
  const best = Math.max(...known.map(({ quality }) => quality));
  const wildcard = /\*\/\*;\s*q=([\d.]+)/.exec(accept);
  if (wildcard !== null && Number(wildcard[1]) > best) return 'application/json';
  return known.find(({ quality }) => quality === best)?.form ?? 'application/json';
}

function failurePage(details: string): string {
  const text = escapeHtml(details);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Internal Server Error - ${text}</title></head>
<body><h1>Internal Server Error</h1><p>${text}</p><p>The log of this process says more under that id.</p></body>
</html>
`;
}
