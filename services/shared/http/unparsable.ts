import type { Duplex } from 'node:stream';
import type { HttpLimits } from './limits.ts';
import { canonicalPath, parseRequestTarget } from './request-target.ts';

/** What is known of a request that Node did not turn into one. */
export interface Unparsable {
  readonly code?: string;
  /** The bytes that the parser stopped in. */
  readonly rawPacket?: Buffer;
  readonly method?: string | undefined;
  readonly url?: string | undefined;
}

export interface UnparsableContext {
  readonly limits: HttpLimits;
  readonly hasPath: (canonicalPath: string) => boolean;
}

/** Answers in bytes what never became a request, and ends the connection. */
export function answerUnparsable(failure: Unparsable, socket: Duplex, context: UnparsableContext): void {
  socket.on('error', () => undefined);
  // A body that breaks off in the middle of an answer leaves nothing sensible to say.
  if (!socket.writable || failure.code === 'ECONNRESET' || bodyFaults.has(failure.code ?? '')) {
    socket.destroy();
    return;
  }
  const line = statusLine(failure, context);
  socket.end(`${line}\r\ncontent-length: 0\r\n\r\n`);
}

const bodyFaults = new Set(['HPE_INVALID_CHUNK_SIZE', 'HPE_STRICT', 'HPE_INVALID_EOF_STATE', 'HPE_CHUNK_EXTENSIONS_OVERFLOW']);

function statusLine(failure: Unparsable, context: UnparsableContext): string {
  const start = failure.rawPacket?.toString('latin1') ?? '';
  if (failure.code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'HTTP/1.1 408 Request Timeout';
  if (firstLineBytes(start) > context.limits.requestLineBytes) return 'HTTP/1.0 414 Request-URI Too Long';
  if (failure.code === 'HPE_HEADER_OVERFLOW') return 'HTTP/1.1 431 Request Header Fields Too Large';
  const foreign = failure.method === undefined ? foreignMethod(failure, start) : failure;
  if (foreign?.url === undefined) return `${versionOf(start)} 400 Bad Request`;
  const segments = parseRequestTarget(foreign.url)?.segments;
  const known = segments !== undefined && context.hasPath(canonicalPath(segments));
  return known ? 'HTTP/1.1 405 Method Not Allowed' : 'HTTP/1.1 404 Not Found';
}

/** A request line that could be read counts as its version, everything else as 1.0. */
function versionOf(start: string): string {
  return /^\s*\S+[ \t]+\S+[ \t]+(HTTP\/1\.[01])[ \t]*\r?\n/.exec(start)?.[1] ?? 'HTTP/1.0';
}

/** Up to the line feed or, without one, all there is. */
function firstLineBytes(start: string): number {
  const end = start.indexOf('\n');
  return end < 0 ? start.length : end;
}

/** A request that is well formed but for a method that Node's parser does not know. */
function foreignMethod({ code }: Unparsable, start: string): { url: string } | undefined {
  if (code !== 'HPE_INVALID_METHOD') return undefined;
  const line = /^[!-~]+[ \t]+([!-~]+)[ \t]+HTTP\/1\.[01][ \t]*\r?\n/.exec(start);
  return line?.[1] === undefined ? undefined : { url: line[1] };
}
