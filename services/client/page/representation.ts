import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import { sendAnswer } from '../../shared/http/answer.ts';
import { pageSecurityHeaders } from './security-headers.ts';

/** A body, plain and compressed, each with its own tag. */
export interface Representation {
  readonly contentType: string;
  readonly plain: Tagged;
  readonly gzip: Tagged;
}

interface Tagged {
  readonly body: Buffer;
  readonly etag: string;
}

export function represent(contentType: string, text: string | Buffer): Representation {
  const body = Buffer.from(text);
  return { contentType, plain: tag(body), gzip: tag(gzipSync(body, { level: 9 })) };
}

function tag(body: Buffer): Tagged {
  const hash = createHash('sha256').update(body).digest('base64url');
  return { body, etag: `"${hash.slice(0, 22)}"` };
}

/** Sends it as the caller takes it, or says that the caller has it already. */
export function sendRepresentation(request: Request, response: Response, offered: Representation): void {
  const isCompressed = request.acceptsEncodings(['gzip', 'identity']) === 'gzip';
  const { body, etag } = isCompressed ? offered.gzip : offered.plain;
  const headers: (readonly [string, string])[] = [
    // A new version of the service must show at once; asking costs little, thanks to the tag.
    ['Cache-Control', 'no-cache'],
    ['ETag', etag],
    ['Vary', 'Accept-Encoding'],
    ...pageSecurityHeaders,
  ];
  if (hasTag(request.headers['if-none-match'], etag)) {
    sendAnswer(request, response, { status: 304, headers });
    return;
  }
  if (isCompressed) headers.push(['Content-Encoding', 'gzip']);
  sendAnswer(request, response, { status: 200, headers, contentType: offered.contentType, body });
}

/** RFC 9110, 13.1.2: compared weakly, `*` fits everything. */
function hasTag(given: string | undefined, etag: string): boolean {
  const tags = (given ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
