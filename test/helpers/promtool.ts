import { spawnSync } from 'node:child_process';
import { findProgram } from './find-program.ts';
import type { KubernetesObject } from './helm.ts';

const program = findProgram('promtool');

/** Whether tests with promtool are skipped, and why. */
export const skipWithoutPromtool = program.skip;

/** The exit status of promtool, and everything it said. */
export function promtool(...words: readonly string[]) {
  const { status, stdout, stderr, error } = spawnSync(program.path ?? 'promtool', words, {
    encoding: 'utf8',
  });
  if (error !== undefined) throw new Error('promtool cannot be run.', { cause: error });
  return { status, said: stdout + stderr };
}

/** The rules of all PrometheusRules as a file of Prometheus; JSON is YAML. */
export function rulesFile(objects: readonly KubernetesObject[]): string {
  const rules = objects.filter(({ kind }) => kind === 'PrometheusRule');
  return JSON.stringify({ groups: rules.flatMap(({ spec }) => spec.groups) });
}
