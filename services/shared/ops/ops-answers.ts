import type { Answer } from '../http/answer.ts';
import { type HealthCheck, healthAnswer } from './health-answer.ts';
import { metricsAnswer } from './metrics-answer.ts';
import type { Metrics } from './process-metrics.ts';

export interface OpsSources {
  readonly registry: Metrics;
  /** What readiness depends on, looked at anew for every question. */
  readonly readinessChecks: () => readonly HealthCheck[];
  /** Whether the process has started; that stays true. */
  readonly started: () => boolean;
}

/** Answers a question, given its Accept header. */
export type OpsAnswer = (accept: string | undefined) => Answer | Promise<Answer>;

/** Answers the questions of operators, by path. */
export type OpsAnswers = ReadonlyMap<string, OpsAnswer>;

/** `/q/health*` as SmallRye Health, `/q/metrics` for Prometheus. */
export function createOpsAnswers({ registry, readinessChecks, started }: OpsSources): OpsAnswers {
  const start = (): HealthCheck[] => (started() ? [] : [{ name: 'start', up: false }]);
  return new Map<string, OpsAnswer>([
    ['/q/health', () => healthAnswer(readinessChecks())],
    ['/q/health/ready', () => healthAnswer(readinessChecks())],
    ['/q/health/live', () => healthAnswer([])],
    ['/q/health/started', () => healthAnswer(start())],
    ['/q/metrics', (accept) => metricsAnswer(registry, accept)],
  ]);
}
