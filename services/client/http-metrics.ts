import type { Request, RequestHandler } from 'express';
import { createLatencyHistogram } from '../shared/ops/latency-histogram.ts';
import type { Metrics } from '../shared/ops/process-metrics.ts';
import type { FindCurrentSpan } from '../shared/telemetry/current-span.ts';

/** Times requests. */
export interface RequestMeter {
  /** Begins to time one. @returns takes the route and how it ended */
  begin(method: string): (uri: string, status: string) => void;
  /** Counts one that was refused at once, before it had a route, perhaps before its method was known. */
  refuse(method: string | undefined, status: number): void;
}

/** Callers can name any method; those of RFC 9110 and PATCH count by name. */
const knownMethods = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
]);
/** Micrometer's words for requests without a route. */
const [notFound, unrouted] = ['NOT_FOUND', 'UNKNOWN'];

/** Registers the metric of requests, under the name and labels of Micrometer. */
export function createRequestMeter(registry: Metrics, findCurrentSpan: FindCurrentSpan): RequestMeter {
  const seconds = createLatencyHistogram(registry, {
    name: 'http_server_requests_seconds',
    help: 'Time from a request to the end of its answer, by route; those under /q are left out.',
    labelNames: ['method', 'uri', 'status'],
  });
  return {
    begin(method) {
      const span = findCurrentSpan();
      const beginMs = performance.now();
      return (uri, status) => {
        const observe = seconds.with({ method: methodLabel(method), uri, status });
        observe((performance.now() - beginMs) / 1000, span);
      };
    },
    refuse(method, status) {
      seconds.with({ method: methodLabel(method), uri: unrouted, status: String(status) })(0, undefined);
    },
  };
}

/** Times requests by route template, never by raw path. */
export function measureRequests(meter: RequestMeter): RequestHandler {
  return (request, response, next) => {
    const end = meter.begin(request.method);
    response.once('close', () => {
      const status = response.writableFinished ? String(response.statusCode) : 'RESET';
      end(routeOf(request, status), status);
    });
    next();
  };
}

function routeOf({ route }: Request, status: string): string {
  if (typeof route?.path === 'string') return route.path;
  return status === '404' ? notFound : unrouted;
}

function methodLabel(method: string | undefined): string {
  return method !== undefined && knownMethods.has(method) ? method : 'OTHER';
}
