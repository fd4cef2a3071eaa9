import type { RequestHandler } from 'express';
import { Histogram, type Registry } from 'prom-client';

/** Times requests by route template, never by raw path. */
export function measureRequests(registry: Registry): RequestHandler {
  const seconds = new Histogram({
    name: 'http_server_requests_seconds',
    help: 'Time from a request to the end of its answer.',
    labelNames: ['method', 'uri', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return (request, response, next) => {
    const startMs = performance.now();
    response.once('close', () => {
      const uri = typeof request.route?.path === 'string' ? request.route.path : 'NOT_FOUND';
      const status = response.writableFinished ? String(response.statusCode) : 'RESET';
      seconds.labels(request.method, uri, status).observe((performance.now() - startMs) / 1000);
    });
    next();
  };
}
