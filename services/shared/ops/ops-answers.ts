import type { Registry } from 'prom-client';
import type { Answer } from '../http/answer.ts';
import { type HealthCheck, healthAnswer } from './health-answer.ts';

export interface OpsSources {
  readonly registry: Registry;
  /** What readiness depends on, looked at anew for every question. */
  readonly readinessChecks: () => readonly HealthCheck[];
  /** Whether the process has started; that stays true. */
  readonly started: () => boolean;
}

/** Answers the questions of operators, by path. */
export type OpsAnswers = ReadonlyMap<string, () => Answer | Promise<Answer>>;

/** `/q/health*` as SmallRye Health, `/q/metrics` for Prometheus. */
export function createOpsAnswers({ registry, readinessChecks, started }: OpsSources): OpsAnswers {
  const start = (): HealthCheck[] => (started() ? [] : [{ name: 'start', up: false }]);
  return new Map<string, () => Answer | Promise<Answer>>([
    ['/q/health', () => healthAnswer(readinessChecks())],
    ['/q/health/ready', () => healthAnswer(readinessChecks())],
    ['/q/health/live', () => healthAnswer([])],
    ['/q/health/started', () => healthAnswer(start())],
    ['/q/metrics', () => metricsAnswer(registry)],
  ]);
}

async function metricsAnswer(registry: Registry): Promise<Answer> {
  return { status: 200, headers: [['content-type', registry.contentType]], body: await registry.metrics() };
}
