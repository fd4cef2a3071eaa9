import { buildReport, type ReportInput } from '../../services/client/report/build-report.ts';
import type { Evidence } from '../../services/client/report/cause/evidence.ts';
import { type Expectation, expectation } from '../../services/client/report/parameters/expectation.ts';
import type { ProxyInsight } from '../../services/client/report/proxy/proxy-schema.ts';
import type { Answerer, Backend } from '../../services/client/report/run/answerer.ts';
import type { ChannelChoice } from '../../services/client/report/run/run-channel.ts';
import type { CallFailure, CallRecord, Series } from '../../services/client/report/run/series.ts';
import type { ChannelFacts } from '../../services/client/report/schema/channel.ts';
import type { ExpectedBackends } from '../../services/client/report/schema/judgement.ts';
import type { Report } from '../../services/client/report/schema/report.ts';
import type { RunFacts } from '../../services/client/report/schema/run.ts';
import { tallyCalls } from '../../services/client/report/tally/tally-calls.ts';
import { judge } from '../../services/client/report/verdict/judge.ts';
import { findUnit } from '../../services/client/report/verdict/unit.ts';

export type GivenAnswer = Partial<Omit<Answerer, 'backend'>> &
  Partial<Omit<Backend, 'name'>> & {
    /** The connection of this client. */
    readonly client?: number | null;
    readonly latencyMs?: number;
  };

/** A call that was answered; its place in the run is for `inOrder`. */
export function answer(name: string, given: GivenAnswer = {}): CallRecord {
  const { version = null, node = null, zone = null, address = null, isNamed = true } = given;
  const { connection = 1, attempt = null, proxy = null, latencyMs = 1, client = null } = given;
  const backend: Backend = { name, version, node, zone, address, isNamed };
  const answerer = { backend, connection, attempt, proxy };
  return { index: 0, latencyMs, clientConnection: client, answerer, failure: null };
}

/** A call that failed. */
export function failedCall(status: string, message = '', given: Partial<CallFailure> = {}): CallRecord {
  const failure = { status, message, isOverloaded: false, proxy: null, ...given };
  return { index: 0, latencyMs: 1, answerer: null, failure };
}

export function times(count: number, record: CallRecord): CallRecord[] {
  return Array.from({ length: count }, () => record);
}

/** Calls that were begun on that connection of this client. */
export function on(clientConnection: number, ...calls: readonly CallRecord[]): CallRecord[] {
  return calls.map((record) => ({ ...record, clientConnection }));
}

/** Numbers calls as a run does. */
export function inOrder(...calls: readonly CallRecord[][]): CallRecord[] {
  return calls.flat().map((record, index) => ({ ...record, index }));
}

/** So many calls of each backend, one after the other, as a proxy spreads them. */
export function shared(counts: Readonly<Record<string, number>>, given: GivenAnswer = {}): CallRecord[] {
  return inOrder(...Object.entries(counts).map(([name, count]) => times(count, answer(name, given))));
}

/** So many calls of a backend of version l1, and of one of l2. */
export function versions(l1: number, l2: number): CallRecord[] {
  return inOrder(times(l1, answer('a', { version: 'l1' })), times(l2, answer('b', { version: 'l2' })));
}

export function weights(list: string): Expectation {
  const converted = expectation.convert(`weights:${list}`);
  if (converted === undefined || converted === 'refused') throw new Error(`${list} are no weights.`);
  return converted.value;
}

export function proxyInsight(given: Partial<ProxyInsight> = {}): ProxyInsight {
  return {
    ...{ connectionsOpened: null, requests: null, overflows: null, retries: null },
    ...{ ejections: null, tlsErrors: null, note: null, clusters: [], endpoints: [] },
    ...{ forwards: null, agrees: null, agreement: 'Nothing can be compared.' },
    ...given,
  };
}

/** What is known of a run, where it is not as usual. */
export interface GivenRun {
  readonly calls?: readonly CallRecord[];
  readonly run?: Partial<RunFacts>;
  readonly channel?: Partial<ChannelFacts>;
  readonly expected?: Partial<ExpectedBackends>;
  readonly expectation?: Expectation | undefined;
  readonly isNamed?: boolean;
  readonly more?: Partial<Omit<Evidence, 'judgement' | 'run' | 'tally' | 'expectedBackends' | 'channel'>>;
}

/** The evidence of a run: counted and judged as the report does it. */
export function evidenceOf(given: GivenRun): Evidence {
  const { calls = [], expectation: expected, more = {} } = given;
  const run = runFacts(calls, given.run);
  const channel = { connections: 1, addresses: ['10.0.0.9:9000'], errors: [], ...given.channel };
  const expectedBackends: ExpectedBackends = {
    ...{ count: 3, from: 'dns', addresses: [], hasChanged: false, note: null },
    ...given.expected,
  };
  const shares = expected?.kind === 'weights' ? expected.shares : undefined;
  const ofVersion = (version: string | null) => shares && (shares.get(version ?? '') ?? 0);
  const tally = tallyCalls(
    calls,
    { ofBackend: null, ofVersion: (version) => ofVersion(version) ?? null },
    expectedBackends.addresses,
  );
  const unit = findUnit({ run, channel, tally, calls });
  const { answered, failed } = run;
  const isNamed = given.isNamed ?? true;
  return {
    judgement: judge({ tally, answered, failed, expectedBackends, expectation: expected, unit, isNamed }),
    ...{ run, tally, expectedBackends, channel },
    ...{ proxy: null, proxyPolicies: [], serverHeaders: [], attempts: null, overloaded: 0 },
    ...{ isSpreadBeyondClient: unit.isSpreadBeyondClient, hasProxyBeside: false },
    ...{ meshMode: undefined, ...more },
  };
}

function runFacts(calls: readonly CallRecord[], given: Partial<RunFacts> = {}): RunFacts {
  const failed = calls.filter(({ failure }) => failure !== null).length;
  return {
    ...{ startedAt: '2026-01-02T03:04:05.000Z', durationMs: 100, target: 'grpc:9000' },
    ...{ method: '/helloworld.Greeter/SayHello', dial: 'service', channel: 'fresh', policy: 'pick_first' },
    ...{ concurrency: 1, name: 'neo', requests: calls.length, isAuto: false, made: calls.length },
    ...{ answered: calls.length - failed, failed, ending: 'complete', note: null },
    ...given,
  };
}

/** What a report is made of, where it is not as usual. */
export interface GivenReport {
  readonly calls: readonly CallRecord[];
  readonly series?: Partial<Series>;
  readonly expect?: Expectation;
  readonly note?: string;
  readonly choice?: Partial<ChannelChoice>;
  readonly channel?: Partial<ChannelFacts>;
  readonly sources?: Partial<ReportInput['sources']>;
}

/** The report on a run, made as the service makes it. */
export function reportOn(given: GivenReport): Promise<Report> {
  const { calls, series = {}, expect, note = null, sources = {} } = given;
  const choice: ChannelChoice = { policy: 'pick_first', dial: 'service', ...given.choice };
  const { listed = null, configured } = sources;
  return buildReport({
    parameters: {
      ...{ requests: calls.length, concurrency: 1, name: 'neo', channel: 'fresh', policy: choice.policy },
      ...{ dial: undefined, expect, calls: false },
    },
    series: { calls, requests: calls.length, ending: 'complete', durationMs: 100, ...series },
    startedAt: '2026-01-02T03:04:05.000Z',
    choice,
    target: 'grpc:9000',
    method: '/helloworld.Greeter/SayHello',
    note,
    channel: { connections: 1, addresses: ['10.0.0.9:9000'], errors: [], ...given.channel },
    sources: { listedBefore: listed, listed, configured, ...sources },
    snapshots: null,
    lbPolicies: async () => [],
    meshMode: undefined,
  });
}
