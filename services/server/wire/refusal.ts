import { constants, type OutgoingHttpHeaders } from 'node:http2';
import { status } from '@grpc/grpc-js';
import { percentEncode } from './wording.ts';

/** What a caller gets instead of a call: a reset stream (a code of RFC 9113, 7), or headers, which end it or break it off. */
export type Refusal = (ResetRefusal | HeadersRefusal) & {
  /** The gRPC status that says what was the matter, whatever the caller gets to see. */
  readonly code: status;
};

interface ResetRefusal {
  readonly resetCode: number;
}

interface HeadersRefusal {
  readonly headers: OutgoingHttpHeaders;
  /** Whether a reset (INTERNAL_ERROR) follows, as behind answers that are no gRPC. */
  readonly breaksOff: boolean;
}

/** A request's headers as Node gives them. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface RefusalOptions {
  readonly maxMetadataBytes: number;
}

/** What grpc-java's decompressor registry knows. */
const knownEncodings = new Set(['identity', 'gzip']);

/** Finds what the original's transport (grpc-java's NettyServerHandler and ServerImpl) refuses before a call exists. */
export function refuseRequest(
  headers: RequestHeaders,
  { maxMetadataBytes }: RefusalOptions,
): Refusal | undefined {
  if (metadataBytes(headers) > maxMetadataBytes)
    return { code: status.RESOURCE_EXHAUSTED, headers: { ':status': 431 }, breaksOff: false };
  return (
    refuseHttp(headers) ?? refuseEncoding(headers['grpc-encoding']) ?? refuseTimeout(headers['grpc-timeout'])
  );
}

function refuseHttp(headers: RequestHeaders): Refusal | undefined {
  const contentType = headers['content-type'];
  if (contentType === undefined) return notGrpc(415, 'Content-Type is missing from the request');
  if (!/^application\/grpc($|[+;])/i.test(String(contentType))) {
    return notGrpc(415, `Content-Type '${String(contentType)}' is not supported`);
  }
  if (headers[':method'] !== 'POST')
    return notGrpc(405, `Method '${String(headers[':method'])}' is not supported`);
  return undefined;
}

function notGrpc(httpStatus: number, message: string): Refusal {
  return {
    code: status.INTERNAL,
    headers: {
      ':status': httpStatus,
      'content-type': 'text/plain; charset=utf-8',
      'grpc-status': status.INTERNAL,
      'grpc-message': percentEncode(message),
    },
    breaksOff: true,
  };
}

function refuseEncoding(encoding: string | string[] | undefined): Refusal | undefined {
  if (encoding === undefined || knownEncodings.has(String(encoding))) return undefined;
  const message = percentEncode(`Can't find decompressor for ${String(encoding)}`);
  const ending = { 'grpc-status': status.UNIMPLEMENTED, 'grpc-message': message };
  return {
    code: status.UNIMPLEMENTED,
    headers: { ':status': 200, 'content-type': 'application/grpc', ...ending },
    breaksOff: false,
  };
}

/** `TimeoutValue TimeoutUnit` of gRPC over HTTP/2. Anything else fails without a status, and so does a time that is over. */
function refuseTimeout(timeout: string | string[] | undefined): Refusal | undefined {
  if (timeout === undefined) return undefined;
  const [, value = '', unit] = /^\+?(\d{1,8})([HMSmun])$/.exec(String(timeout)) ?? [];
  if (unit === undefined) return { code: status.INTERNAL, resetCode: constants.NGHTTP2_INTERNAL_ERROR };
  const isOver =
    Number(value) === 0 || (unit === 'u' && Number(value) < 1000) || (unit === 'n' && Number(value) < 1e6);
  return isOver ? { code: status.DEADLINE_EXCEEDED, resetCode: constants.NGHTTP2_CANCEL } : undefined;
}

/** Every header counts with 32 bytes beside its name and value (RFC 9113, 6.5.2). */
function metadataBytes(headers: RequestHeaders): number {
  let bytes = 0;
  for (const name in headers) {
    const value = headers[name];
    for (const one of Array.isArray(value) ? value : [value ?? '']) bytes += name.length + one.length + 32;
  }
  return bytes;
}
