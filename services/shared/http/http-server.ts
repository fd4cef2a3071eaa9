import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Answer, sendAnswer } from './answer.ts';
import { handleFaults, type OnRefused } from './fault-handler.ts';
import { type HttpLimits, refuseOversized } from './limits.ts';
import { canonicalPath, parseRequestTarget, type RequestTarget } from './request-target.ts';
import { createTurns } from './turns.ts';

export interface HttpServerOptions {
  readonly limits: HttpLimits;
  /** How long an idle connection is kept. */
  readonly idleTimeoutMs: number;
  /** Gets requests whose `url` is in canonical spelling. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** Whether a path names something, for requests that Node's parser refuses but the original answers. */
  readonly hasPath: (canonicalPath: string) => boolean;
  /** Told of every request that is answered before it is handled; its method may not be known. */
  readonly onRefused?: OnRefused;
}

/** A server, and what it has yet to answer. */
export interface HttpServer {
  readonly server: Server;
  readonly unanswered: ReadonlySet<ServerResponse>;
}

/** Makes an HTTP server that understands what the original's understands; it does not listen yet. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { limits, idleTimeoutMs, handle, hasPath, onRefused = () => undefined } = options;
  const server = createServer({
    // Node counts the request line and the headers together; which of them was too long is found out below.
    maxHeaderSize: limits.requestLineBytes + limits.headerBytes + slackBytes,
    requireHostHeader: false,
    keepAliveTimeout: idleTimeoutMs,
  });
  server.maxHeadersCount = 0;
  const unanswered = new Set<ServerResponse>();

  const turns = createTurns();
  const replayed = new WeakSet<object>();

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    turns.take(request.socket, (done) => {
      unanswered.add(response);
      response.once('close', () => {
        unanswered.delete(response);
        done(!response.shouldKeepAlive);
      });
      if (replayed.has(request.socket)) response.shouldKeepAlive = false;
      serve(request, response);
    });
  }

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const target = parseRequestTarget(request.url ?? '');
    const refusal = refuseOversized(request, limits) ?? refuseTarget(target);
    if (refusal !== undefined) {
      onRefused(request.method, refusal.status);
      sendAnswer(request, response, refusal);
      return;
    }
    request.url = canonicalPath(target?.segments ?? []) + (target?.query ? `?${target.query}` : '');
    handle(request, response);
  }

  server.on('request', onRequest);
  // Without these Node answers 100 or 417 by itself; the original answers the request.
  server.on('checkContinue', onRequest);
  server.on('checkExpectation', onRequest);
  handleFaults({ server, unanswered, turns, replayed }, { limits, hasPath, onRefused });
  return { server, unanswered };
}

/** A target that is malformed, or names nothing whatever the routes are. */
function refuseTarget(target: RequestTarget | undefined): Answer | undefined {
  if (target === undefined) return { status: 400 };
  return target.segments === undefined ? { status: 404 } : undefined;
}

/** Room for telling 414 from 431 in what is a little too long. */
const slackBytes = 16_384;
