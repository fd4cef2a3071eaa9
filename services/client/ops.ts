import { createOpsAnswers, type OpsAnswers } from '../shared/ops/ops-answers.ts';
import type { Metrics } from '../shared/ops/process-metrics.ts';
import type { Readiness } from '../shared/ops/readiness.ts';

/** The client's health and metrics. It needs nothing to be ready but to be started: a server that is down is no reason to restart it. */
export function createClientOps(registry: Metrics, readiness: Readiness): OpsAnswers {
  return createOpsAnswers({
    registry,
    started: () => !readiness.isStarting(),
    readinessChecks: () => (readiness.isReady() ? [] : [{ name: 'HTTP Server', up: false }]),
  });
}
