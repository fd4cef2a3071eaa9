import type { CallAnswer } from '../../shared/telemetry/tracing.ts';
import { createAnswererReader } from './run/answerer.ts';
import type { CallRecord } from './run/series.ts';
import { tellApart } from './run/tell-apart.ts';
import type { Policy } from './schema/run.ts';
import type { Verdict } from './schema/verdicts.ts';
import { heardAddresses, tallyCalls } from './tally/tally-calls.ts';
import type { ListedBackends } from './verdict/expected-backends.ts';
import { expectedBackends } from './verdict/expected-backends.ts';
import { judge } from './verdict/judge.ts';
import { findUnit } from './verdict/unit.ts';

/** Judges a run by its answers alone. */
export interface AnswersJudge {
  add(answer: CallAnswer): void;
  verdict(): Promise<Verdict>;
}

export interface JudgeOptions {
  readonly policy: Policy;
  /** The backends that a name lists; null when no name is configured. */
  readonly lookUpBackends: () => Promise<ListedBackends | null>;
  readonly configuredBackends: number | undefined;
}

/** Begins to judge the run of one fresh channel. The backends are looked up meanwhile, so that nobody waits for that. */
export function judgeAnswers({ policy, lookUpBackends, configuredBackends }: JudgeOptions): AnswersJudge {
  const identify = createAnswererReader();
  const records: CallRecord[] = [];
  const lookedUp = lookUpBackends();
  return {
    add({ status, message, peer, header }) {
      const common = { index: records.length, latencyMs: 0 };
      if (status === 'OK') records.push({ ...common, answerer: identify(header, peer), failure: null });
      else
        records.push({
          ...common,
          answerer: null,
          failure: { status, message, isOverloaded: false, proxy: null },
        });
    },
    async verdict() {
      const listed = await lookedUp;
      const calls = tellApart(records);
      const answered = calls.filter(({ answerer }) => answerer !== null);
      const known = expectedBackends({
        ...{ listed, listedBefore: listed, configured: configuredBackends, targetAddresses: [] },
        seen: new Set(answered.map(({ answerer }) => answerer?.backend.name)).size,
        heard: heardAddresses(calls),
      });
      const share = known.count > 0 ? 1 / known.count : null;
      const tally = tallyCalls(calls, { ofBackend: share, ofVersion: () => null }, known.addresses);
      const run = { channel: 'fresh', policy } as const;
      return judge({
        ...{ tally, expectedBackends: known, expectation: undefined },
        answered: answered.length,
        failed: calls.length - answered.length,
        unit: findUnit({ run, tally, calls, channel: { addresses: [], connections: null } }),
        isNamed: answered.every(({ answerer }) => answerer?.backend.isNamed ?? true),
      }).verdict;
    },
  };
}
