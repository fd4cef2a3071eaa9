import type { Interceptor } from '@grpc/grpc-js';
import type { RequestHandler } from 'express';
import { exposeBuildInfo } from '../shared/ops/build-info.ts';
import { createCallMeters } from '../shared/ops/grpc-metrics.ts';
import { createRegistry, type Metrics } from '../shared/ops/process-metrics.ts';
import type { FindCurrentSpan } from '../shared/telemetry/current-span.ts';
import { measureCalls } from './call-metrics.ts';
import { createRequestMeter, measureRequests, type RequestMeter } from './http-metrics.ts';
import { measureRuns } from './report/run-metrics.ts';
import type { Report } from './report/schema/report.ts';

/** All that the client counts. */
export interface ClientMetrics {
  readonly registry: Metrics;
  readonly calls: Interceptor;
  readonly requests: RequestHandler;
  /** Counts a request that was refused before it reached a route. */
  readonly refuse: RequestMeter['refuse'];
  readonly runs: (report: Report) => void;
}

/** Registers the client's metrics. */
export function createClientMetrics(findCurrentSpan: FindCurrentSpan): ClientMetrics {
  const registry = createRegistry();
  exposeBuildInfo(registry);
  const requests = createRequestMeter(registry, findCurrentSpan);
  return {
    registry,
    calls: measureCalls(createCallMeters(registry, 'client', findCurrentSpan)),
    requests: measureRequests(requests),
    refuse: requests.refuse,
    runs: measureRuns(registry),
  };
}
