import type { OutgoingHttpHeaders, ServerHttp2Stream, ServerStreamResponseOptions } from 'node:http2';
import { type Ending, percentEncode, reword } from './wording.ts';

/**
 * Makes a stream send what the original would: its content type, its encodings, its words for what went wrong,
 * no message beside OK. Two methods of the stream are replaced, because grpc-js has no other place for this that
 * costs less than a fifth of the throughput (a server interceptor does).
 */
export function speakAsOriginal(
  stream: ServerHttp2Stream,
  path: string,
  onRefused: (path: string, code: number) => void,
): void {
  const { respond, sendTrailers } = stream;

  function close(headers: OutgoingHttpHeaders, send: (headers: OutgoingHttpHeaders) => void): void {
    const said = endingOf(headers);
    const ending = reword(said, { path, receivedData: stream.readableDidRead });
    // What needs other words is what grpc-js said itself; before any answer, that is in place of a handler.
    if (ending !== said && !stream.headersSent) onRefused(path, 'code' in ending ? ending.code : said.code);
    if ('resetCode' in ending) stream.close(ending.resetCode);
    else send(withEnding(headers, ending));
  }

  stream.respond = (headers: OutgoingHttpHeaders = {}, options?: ServerStreamResponseOptions) => {
    const dateless = { ...options, sendDate: false };
    const typed = { ...headers, 'content-type': 'application/grpc' };
    if ('grpc-status' in headers) close(typed, (sent) => respond.call(stream, sent, dateless));
    else respond.call(stream, { ...typed, 'grpc-accept-encoding': 'gzip' }, dateless);
  };
  stream.sendTrailers = (trailers) => close(trailers, (sent) => sendTrailers.call(stream, sent));
}

function endingOf(headers: OutgoingHttpHeaders): Ending {
  const message = String(headers['grpc-message'] ?? '');
  return { code: Number(headers['grpc-status']), message: decode(message) };
}

function withEnding(headers: OutgoingHttpHeaders, { code, message }: Ending): OutgoingHttpHeaders {
  const { 'grpc-message': _, ...others } = headers;
  const silent = code === 0 || message === '';
  return { ...others, 'grpc-status': code, ...(silent ? {} : { 'grpc-message': percentEncode(message) }) };
}

/** grpc-js encodes some messages and not others. */
function decode(message: string): string {
  try {
    return decodeURI(message);
  } catch {
    return message;
  }
}
