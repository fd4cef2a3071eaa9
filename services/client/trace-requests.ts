import type { Request, RequestHandler } from 'express';
import type { RequestParent, RequestSpan, Tracing } from '../shared/telemetry/tracing.ts';

/** Finds the span of a request; undefined without tracing. */
export type SpanOf = (request: Request) => RequestParent | undefined;

/** Makes a span of every request that comes past it, and lets its handlers find it. */
export function traceRequests(tracing: Tracing | undefined): {
  readonly handle: RequestHandler;
  readonly spanOf: SpanOf;
} {
  if (tracing === undefined)
    return { handle: (_request, _response, next) => next(), spanOf: () => undefined };
  const spans = new WeakMap<Request, RequestSpan>();
  return {
    handle(request, response, next) {
      const { method, originalUrl: url, headers, socket } = request;
      const span = tracing.beginRequest({
        ...{ method, url, peerAddress: socket.remoteAddress },
        header: (name) => headers[name]?.toString(),
      });
      spans.set(request, span);
      response.once('close', () => {
        const route = typeof request.route?.path === 'string' ? request.route.path : undefined;
        const status = response.headersSent ? response.statusCode : undefined;
        span.end({ route, status, isComplete: response.writableFinished });
      });
      span.within(next);
    },
    spanOf: (request) => spans.get(request),
  };
}
