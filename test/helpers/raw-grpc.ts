import {
  type ClientHttp2Session,
  connect,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http2';
import type { TestContext } from 'node:test';

/** What came back on one stream. */
export interface RawReply {
  readonly headers: Record<string, string> | null;
  /** The bytes of the body. */
  readonly body: Buffer;
  readonly trailers: Record<string, string> | null;
  /** The code of a reset, null when the stream ended well. */
  readonly reset: number | null;
}

/** A connection without any gRPC client in between; it ends with the test. */
export function connectRaw(t: TestContext, port: number): ClientHttp2Session {
  const session = connect(`http://127.0.0.1:${port}`);
  session.on('error', () => undefined);
  t.after(() => session.destroy());
  return session;
}

/** How long a stream that says nothing more counts as left open. */
const quietMs = 4000;

/** Sends headers and, unless null, a body; the request ends with it. */
export function requestRaw(
  session: ClientHttp2Session,
  headers: OutgoingHttpHeaders,
  body: Buffer | null,
): Promise<RawReply> {
  return new Promise((resolve) => {
    const stream = session.request(headers, { endStream: body === null });
    const quiet = setTimeout(() => finish(null), quietMs);
    const chunks: Buffer[] = [];
    let head: Record<string, string> | null = null;
    let trailers: Record<string, string> | null = null;
    stream.on('response', (received) => {
      head = plain(received);
    });
    stream.on('trailers', (received) => {
      trailers = plain(received);
    });
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('error', () => undefined);
    stream.on('close', () => finish(stream.rstCode || null));
    function finish(reset: number | null): void {
      clearTimeout(quiet);
      resolve({ headers: head, body: Buffer.concat(chunks), trailers, reset });
    }
    if (body !== null) stream.end(body);
  });
}

function plain(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
