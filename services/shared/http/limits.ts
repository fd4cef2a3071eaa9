import type { IncomingMessage } from 'node:http';
import type { Answer } from './answer.ts';

/** What a caller may send. The defaults of the original: 4096 bytes, 20 KiB, 10 MiB. */
export interface HttpLimits {
  readonly requestLineBytes: number;
  readonly headerBytes: number;
  readonly bodyBytes: number;
}

/** Says no to a request that is larger than the limits, counting bytes as Netty's HttpObjectDecoder does. */
export function refuseOversized(request: IncomingMessage, limits: HttpLimits): Answer | undefined {
  if (requestLineBytes(request) > limits.requestLineBytes) return { status: 414, close: 'silently' };
  if (headerBytes(request) > limits.headerBytes) return { status: 431, close: 'silently' };
  if (Number(request.headers['content-length'] ?? 0) > limits.bodyBytes)
    return { status: 413, close: 'announced' };
  return undefined;
}

function requestLineBytes({ method = '', url = '', httpVersion }: IncomingMessage): number {
  return `${method} ${url} HTTP/${httpVersion}`.length;
}

/** All header lines without their line ends; Node tells names and values, so `: ` is taken to stand between. */
function headerBytes({ rawHeaders }: IncomingMessage): number {
  const text = rawHeaders.reduce((sum, part) => sum + part.length, 0);
  return text + (rawHeaders.length / 2) * ': '.length;
}
