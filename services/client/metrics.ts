import type { RequestHandler } from 'express';
import { exposeBuildInfo } from '../shared/ops/build-info.ts';
import { type CallMeter, createCallMeters, unaryMethod } from '../shared/ops/grpc-metrics.ts';
import { createRegistry, type Metrics } from '../shared/ops/process-metrics.ts';
import { sayHelloPath } from '../shared/proto/greeter.ts';
import type { FindCurrentSpan } from '../shared/telemetry/current-span.ts';
import { createRequestMeter, measureRequests, type RequestMeter } from './http-metrics.ts';
import { measureRuns } from './report/run-metrics.ts';
import type { Report } from './report/schema/report.ts';

/** All that the client counts. */
export interface ClientMetrics {
  readonly registry: Metrics;
  readonly sayHello: CallMeter;
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
    sayHello: createCallMeters(registry, 'client').of(unaryMethod(sayHelloPath)),
    requests: measureRequests(requests),
    refuse: requests.refuse,
    runs: measureRuns(registry),
  };
}
