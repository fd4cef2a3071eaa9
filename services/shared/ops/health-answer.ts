import type { Answer } from '../http/answer.ts';

/** One thing whose state counts for readiness. */
export interface HealthCheck {
  readonly name: string;
  readonly up: boolean;
  readonly data?: Readonly<Record<string, boolean>>;
}

/** The answer of MicroProfile Health 4.0: 200 `UP` or 503 `DOWN`, as SmallRye writes it, indented by four blanks. */
export function healthAnswer(checks: readonly HealthCheck[]): Answer {
  const up = checks.every((check) => check.up);
  const report = { status: statusWord(up), checks: checks.map(describe) };
  const body = JSON.stringify(report, null, 4).replace('"checks": []', '"checks": [\n    ]');
  return {
    status: up ? 200 : 503,
    headers: [['content-type', 'application/json; charset=UTF-8']],
    body: `${body}\n`,
  };
}

function describe({ name, up, data }: HealthCheck) {
  return { name, status: statusWord(up), ...(data === undefined ? {} : { data }) };
}

function statusWord(up: boolean): string {
  return up ? 'UP' : 'DOWN';
}
