import type { Evidence } from './cause/evidence.ts';
import { findCauses } from './cause/find-causes.ts';
import { type Expectation, isMet } from './parameters/expectation.ts';
import type { RunParameters } from './parameters/run-parameters.ts';
import type { ProxySnapshot } from './proxy/envoy-admin.ts';
import { proxyInsight } from './proxy/proxy-insight.ts';
import type { ProxyInsight } from './proxy/proxy-schema.ts';
import type { ChannelChoice } from './run/run-channel.ts';
import type { CallRecord, Series } from './run/series.ts';
import { splitTarget } from './run/split-target.ts';
import { tellApart } from './run/tell-apart.ts';
import type { ChannelFacts } from './schema/channel.ts';
import type { Report } from './schema/report.ts';
import type { RunFacts } from './schema/run.ts';
import type { Tally } from './schema/tally.ts';
import { roundMs } from './tally/latency.ts';
import { heardAddresses, tallyCalls } from './tally/tally-calls.ts';
import { type BackendSources, expectedBackends } from './verdict/expected-backends.ts';
import { judge } from './verdict/judge.ts';
import { hasSuccession } from './verdict/succession.ts';
import { findUnit } from './verdict/unit.ts';
import { headlineOf, strengthOf } from './verdict/wording.ts';

/** Everything that a run left behind. */
export interface ReportInput {
  readonly parameters: RunParameters;
  readonly series: Series;
  readonly startedAt: string;
  readonly choice: ChannelChoice;
  readonly target: string;
  readonly method: string;
  readonly note: string | null;
  readonly channel: ChannelFacts;
  readonly sources: Omit<BackendSources, 'targetAddresses' | 'seen' | 'heard'>;
  /** What the proxy counted before and after; null without one. */
  readonly snapshots: { readonly before: ProxySnapshot; readonly after: ProxySnapshot } | null;
  /** Asked only where it may explain something. */
  readonly lbPolicies: (clusters: readonly string[]) => Promise<readonly string[]>;
  readonly meshMode: string | undefined;
}

/** Makes the report of a run. */
export async function buildReport(input: ReportInput): Promise<Report> {
  const { parameters, series, channel, sources, snapshots, lbPolicies } = input;
  const { expect: expectation } = parameters;
  const calls = tellApart(series.calls);
  const seen = namesIn(calls).size;
  const heard = heardAddresses(calls);
  const known = expectedBackends({ ...sources, targetAddresses: channel.addresses, seen, heard });
  const tally = tallyCalls(calls, sharesOf(expectation, known.count), known.addresses);
  const run = runFacts(input, calls);
  const unit = findUnit({ run, channel, tally, calls });
  const hasNewcomers = known.from === 'observation' || seen > (sources.configured ?? known.count);
  const isReplaced = unit.kind === 'call' && hasNewcomers && hasSuccession(calls);
  const expected = { ...known, hasChanged: known.hasChanged || isReplaced };
  const judgement = judge({
    tally,
    answered: run.answered,
    failed: run.failed,
    expectedBackends: expected,
    expectation,
    unit,
    isNamed: calls.every(({ answerer }) => answerer?.backend.isNamed ?? true),
  });
  const proxy = snapshots && readInsight(snapshots, input.target, tally, run.failed);
  const clusterNames = proxy?.clusters.map(({ name }) => name) ?? [];
  const isOff = judgement.verdict === 'PINNED' || judgement.verdict === 'UNEVEN';
  const evidence: Evidence = {
    ...{ judgement, run, tally, expectedBackends: expected, channel, proxy },
    ...signsOfProxies(calls),
    proxyPolicies: isOff ? await lbPolicies(clusterNames) : [],
    isSpreadBeyondClient: unit.isSpreadBeyondClient,
    hasProxyBeside: snapshots !== null,
    meshMode: input.meshMode,
  };
  const { cause, others } = findCauses(evidence);
  const weights = expectation?.kind === 'weights' ? expectation.asked : null;
  return {
    verdict: judgement.verdict,
    headline: headlineOf({ judgement, run, tally, weights }),
    strength: strengthOf({ judgement, run }),
    cause,
    otherCauses: others,
    expectation:
      expectation === undefined
        ? null
        : { asked: expectation.asked, isMet: isMet(expectation, judgement.verdict) },
    run,
    expectedBackends: expected,
    statistics: judgement.statistics,
    ...tally,
    channel,
    proxy,
    sequence: parameters.calls ? sequenceOf(calls, tally) : null,
  };
}

function namesIn(calls: readonly CallRecord[]): Set<string> {
  return new Set(calls.flatMap(({ answerer }) => (answerer === null ? [] : [answerer.backend.name])));
}

function sharesOf(expectation: Expectation | undefined, backends: number) {
  if (expectation?.kind !== 'weights')
    return { ofBackend: backends > 0 ? 1 / backends : null, ofVersion: () => null };
  return {
    ofBackend: null,
    ofVersion: (version: string | null) => expectation.shares.get(version ?? '') ?? 0,
  };
}

function runFacts(input: ReportInput, calls: readonly CallRecord[]): RunFacts {
  const { parameters, series, startedAt, choice, target, method, note } = input;
  const failed = calls.filter(({ failure }) => failure !== null).length;
  return {
    startedAt,
    durationMs: roundMs(series.durationMs),
    target,
    method,
    ...choice,
    channel: parameters.channel,
    concurrency: parameters.concurrency,
    name: parameters.name,
    requests: series.requests,
    isAuto: parameters.requests === 'auto',
    made: calls.length,
    answered: calls.length - failed,
    failed,
    ending: series.ending,
    note,
  };
}

function readInsight(
  { before, after }: NonNullable<ReportInput['snapshots']>,
  target: string,
  { backends }: Tally,
  failed: number,
): ProxyInsight | null {
  const repliesByAddress = new Map<string, number>();
  for (const { address, calls } of backends) {
    if (address !== null) repliesByAddress.set(address, (repliesByAddress.get(address) ?? 0) + calls);
  }
  return proxyInsight(before, after, { ...splitTarget(target), repliesByAddress, failed }) ?? null;
}

function signsOfProxies(
  calls: readonly CallRecord[],
): Pick<Evidence, 'serverHeaders' | 'attempts' | 'overloaded'> {
  const headers = calls.map(({ answerer, failure }) => answerer?.proxy ?? failure?.proxy ?? null);
  const attempts = calls.flatMap(({ answerer }) => answerer?.attempt ?? []);
  return {
    serverHeaders: [...new Set(headers.filter((header) => header !== null))].slice(0, 3),
    attempts: attempts.length === 0 ? null : attempts.reduce((most, attempt) => Math.max(most, attempt)),
    overloaded: calls.filter(({ failure }) => failure?.isOverloaded).length,
  };
}

function sequenceOf(calls: readonly CallRecord[], { backends }: Tally): (number | null)[] {
  const places = new Map(backends.map(({ name }, index) => [name, index]));
  return calls.map(({ answerer }) =>
    answerer === null ? null : (places.get(answerer.backend.name) ?? null),
  );
}
