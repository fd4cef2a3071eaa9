import type { HttpLimits } from './limits.ts';
import { canonicalPath, parseRequestTarget } from './request-target.ts';

/** What Node tells about bytes that did not become a request. */
export interface ParserFault extends Error {
  readonly code?: string;
  /** The bytes in which the parser stopped, and where in them. */
  readonly rawPacket?: Buffer;
  readonly bytesParsed?: number;
}

export interface UnparsableContext {
  readonly limits: HttpLimits;
  /** Whether a path in canonical spelling names something. */
  readonly hasPath: (canonicalPath: string) => boolean;
}

/** Faults that leave nothing to say: a body that breaks off, bytes behind the last request, a caller that is gone. */
const silent = new Set([
  'ECONNRESET',
  'HPE_CLOSED_CONNECTION',
  'HPE_INVALID_CHUNK_SIZE',
  'HPE_INVALID_EOF_STATE',
  'HPE_CHUNK_EXTENSIONS_OVERFLOW',
]);

/**
 * The status line that the original answers to bytes which Node does not turn into a request.
 * @returns undefined when the connection should end without a word
 */
export function statusLineForFault(fault: ParserFault, context: UnparsableContext): string | undefined {
  const { code = '', rawPacket = Buffer.alloc(0), bytesParsed = 0 } = fault;
  if (silent.has(code)) return undefined;
  const wellFormed = code === 'HPE_INVALID_METHOD' || code === 'HPE_INVALID_URL';
  // What stands in the packet before the faulty request line belongs to requests that were in order.
  const begin = wellFormed ? lineBegin(rawPacket, bytesParsed) : 0;
  const text = rawPacket.toString('latin1', begin);
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'HTTP/1.1 408 Request Timeout';
  if (firstLineBytes(text) > context.limits.requestLineBytes) return 'HTTP/1.0 414 Request-URI Too Long';
  if (code === 'HPE_HEADER_OVERFLOW') return 'HTTP/1.1 431 Request Header Fields Too Large';
  const [, target, version = 'HTTP/1.0'] = requestLine.exec(text) ?? [];
  if (target === undefined || !wellFormed) return `${version} 400 Bad Request`;
  return statusLineForTarget(target, context);
}

/** The status line for a request that is well formed but for a method that Node does not take. */
export function statusLineForTarget(target: string, { hasPath }: UnparsableContext): string {
  const parsed = parseRequestTarget(target);
  if (parsed === undefined) return 'HTTP/1.1 400 Bad Request';
  const known = parsed.segments !== undefined && hasPath(canonicalPath(parsed.segments));
  return known ? 'HTTP/1.1 405 Method Not Allowed' : 'HTTP/1.1 404 Not Found';
}

const requestLine = /^[!-~]+[ \t]+([!-~]+)[ \t]+(HTTP\/1\.[01])[ \t]*\r?\n/;

/** Where the line begins that a position is in. */
export function lineBegin(bytes: Buffer, position: number): number {
  return position === 0 ? 0 : bytes.lastIndexOf('\n', position - 1) + 1;
}

/** Up to the line feed or, without one, all there is. */
function firstLineBytes(text: string): number {
  const end = text.indexOf('\n');
  return end < 0 ? text.length : end;
}
