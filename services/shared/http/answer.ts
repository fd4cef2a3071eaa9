import type { IncomingMessage, ServerResponse } from 'node:http';

/** A whole HTTP answer as a value. */
export interface Answer {
  readonly status: number;
  /** Beside those that follow from the body, in the order and case in which they are sent. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly contentType?: string;
  readonly body?: string | Buffer;
  /** Ends the connection after the answer, with or without a word about it in the headers. */
  readonly close?: 'announced' | 'silently';
}

/** Netty's words where they differ from Node's. */
const reasonPhrases: Readonly<Record<number, string>> = {
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Long',
};

/** Answers that never have a body, and so no length of one (RFC 9110, 8.6). */
const bodiless = new Set([204, 304]);

/**
 * Sends an answer with the headers of the original and no other: no Date, no Keep-Alive, a Connection header only
 * where the request's version or its own Connection header make one necessary. Does nothing when the caller left.
 */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (response.headersSent || response.destroyed) return;
  const { status, headers = [], contentType, body = '', close } = answer;
  const isHead = request.method === 'HEAD';
  const length: [string, string][] = bodiless.has(status)
    ? []
    : [['content-length', String(Buffer.byteLength(body))]];
  const type: [string, string][] = contentType === undefined ? [] : [['Content-Type', contentType]];
  response.sendDate = false;
  response.removeHeader('connection');
  if (close !== undefined) response.shouldKeepAlive = false;
  const connection = connectionHeader(request, close);
  const all = isHead ? [...headers, ...type, ...connection] : [...headers, ...connection, ...length, ...type];
  const reason = reasonPhrases[status];
  if (reason === undefined) response.writeHead(status, all.flat());
  else response.writeHead(status, reason, all.flat());
  response.end(isHead ? undefined : body);
}

function connectionHeader(request: IncomingMessage, close: Answer['close']): [string, string][] {
  const asked = request.headers.connection?.toLowerCase() ?? '';
  if (close === 'announced' || asked === 'close') return [['connection', 'close']];
  const keep = request.httpVersionMinor === 0 && asked === 'keep-alive' && close === undefined;
  return keep ? [['connection', 'keep-alive']] : [];
}
