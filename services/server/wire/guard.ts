import {
  constants,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { type Server, status } from '@grpc/grpc-js';
import { type Refusal, type RefusalOptions, refuseRequest } from './refusal.ts';
import { createSilentConnections } from './silent-connections.ts';
import { speakAsOriginal } from './speak-as-original.ts';
import { noEncoding } from './wording.ts';

export interface GuardOptions extends RefusalOptions {
  /** Told of every connection as soon as it is accepted. */
  readonly onSession: (session: ServerHttp2Session) => void;
  /** Told of every call that does not reach a handler, with its gRPC status. */
  readonly onRefused: (path: string, code: number) => void;
}

/** The original sends no `date`; Node's types do not know the option. */
const dateless = { sendDate: false };

/** What stands guard can also clean up. */
export interface Guard {
  /** Ends connections on which nothing was ever asked; they would hold up the graceful end of the server. */
  endSilent(): void;
}

type StreamListener = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, flags: number) => void;

/**
 * Stands between HTTP/2 and grpc-js on a bound server: refuses what the original's transport refuses, and makes
 * streams speak as the original does. grpc-js offers no such place, so its HTTP/2 servers are taken from a private field.
 * @throws Error when the field is no longer there, which a test notices
 */
export function guard(server: Server, options: GuardOptions): Guard {
  const silent = createSilentConnections();
  for (const http2Server of http2ServersOf(server)) {
    http2Server.on('connection', silent.enter);
    http2Server.on('session', options.onSession);
    const serve = http2Server.listeners('stream') as StreamListener[];
    http2Server.removeAllListeners('stream');
    http2Server.on('stream', (stream, headers, flags) => {
      silent.hasSpoken(stream.session);
      const path = String(headers[':path']);
      const refusal = refuseRequest(headers, options);
      if (refusal !== undefined) {
        options.onRefused(path, refusal.code);
        sendRefusal(stream, refusal);
        return;
      }
      normalize(headers);
      speakAsOriginal(stream, path, options.onRefused);
      stream.once('data', (data: Buffer) => {
        if (beginsMessage(data)) return;
        options.onRefused(path, status.INTERNAL);
        stream.close(constants.NGHTTP2_CANCEL);
      });
      for (const listener of serve) listener.call(http2Server, stream, headers, flags);
      // Behind those of grpc-js.
      stream.once('close', letGo);
    });
  }
  return { endSilent: silent.end };
}

/**
 * Without this most of the young heap survives its collections, as if a closed stream kept all that its listeners know:
 * the whole call. With it a call takes a quarter less processor time (bench/README.md).
 */
function letGo(this: ServerHttp2Stream): void {
  this.removeAllListeners();
  this.on('error', ignore);
}

function ignore(): void {}

/** What the original takes and grpc-js reads more strictly, or more laxly. */
function normalize(headers: IncomingHttpHeaders): void {
  headers['content-type'] = 'application/grpc';
  if (isBeyondTimers(headers['grpc-timeout'])) delete headers['grpc-timeout'];
  const encoding = headers['grpc-encoding'];
  if (encoding === undefined || encoding === 'identity') headers['grpc-encoding'] = noEncoding;
}

/** grpc-js computes with 32 bits, so that what is longer than 24 days would be over at once. */
function isBeyondTimers(timeout: string | string[] | undefined): boolean {
  const [, value = '0', unit] = /^\+?(\d+)([HMSm])$/.exec(String(timeout)) ?? [];
  const unitMs = { H: 3_600_000, M: 60_000, S: 1000, m: 1 }[unit ?? ''] ?? 0;
  return Number(value) * unitMs >= 2 ** 31;
}

/** Of the first frame that comes, only 0 and 1 begin a message (gRPC over HTTP/2, `Compressed-Flag`); grpc-js does not look. */
function beginsMessage(data: Buffer): boolean {
  return (data[0] ?? 0) <= 1;
}

function http2ServersOf(server: Server): Iterable<Http2Server> {
  const servers: unknown = Reflect.get(server, 'http2Servers');
  if (!(servers instanceof Map))
    throw new Error('This version of grpc-js keeps its HTTP/2 servers elsewhere.');
  return servers.keys();
}

function sendRefusal(stream: ServerHttp2Stream, refusal: Refusal): void {
  // A caller that is gone already needs no answer; breaking off is an error too.
  stream.on('error', () => undefined);
  stream.resume();
  if ('resetCode' in refusal) {
    stream.close(refusal.resetCode);
    return;
  }
  const { headers, breaksOff } = refusal;
  stream.respond(headers, { endStream: !breaksOff, ...dateless });
  // In the same turn the reset would overtake the headers; without an error it would end the stream first.
  if (breaksOff) setImmediate(() => stream.destroy(new Error('The request was refused.')));
}
