import { toError } from '../../shared/errors/to-error.ts';
import type { CallParent, RequestParent, RunFacts } from '../../shared/telemetry/tracing.ts';
import { buildReport } from './build-report.ts';
import type { RunParameters } from './parameters/run-parameters.ts';
import type { ProxyReader, ProxySnapshot } from './proxy/envoy-admin.ts';
import type { Answerer } from './run/answerer.ts';
import { makeCalls } from './run/make-calls.ts';
import type { ChannelChoice, RunChannels } from './run/run-channel.ts';
import type { CallFailure, CallRecord } from './run/series.ts';
import { splitTarget } from './run/split-target.ts';
import { planCalls } from './run/wanted-calls.ts';
import type { RunGate } from './run-gate.ts';
import type { Report } from './schema/report.ts';
import type { ListedBackends } from './verdict/expected-backends.ts';

/** What a run is given by the request it is for. */
interface ReportContext {
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  /** The span that the run belongs to. */
  readonly parent?: RequestParent | undefined;
  /** Told about every call that has ended, and how many are wanted by now. */
  readonly onCall?: (record: CallRecord, wanted: number) => void;
}

/** Makes runs and reports about them. */
export interface Reports {
  /** @throws TooManyRunsError at once, before anything is done; rejects with the reason of the signal */
  run(parameters: RunParameters, context: ReportContext): Promise<Report>;
  close(): void;
}

/** Everything around a run; any unary method of any service fits. */
export interface ReportsOptions<Reply> {
  readonly channels: RunChannels<Reply>;
  /** A reader of answers for one run. */
  readonly createIdentify: () => (reply: Reply) => Answerer;
  readonly explain: (error: Error) => CallFailure;
  readonly method: string;
  /** What is dialled in either way. */
  readonly targetOf: (choice: ChannelChoice) => string;
  /** What is dialled where the caller did not choose. */
  readonly usualDial: (policy: ChannelChoice['policy']) => ChannelChoice['dial'];
  readonly gate: RunGate;
  readonly mostRequests: number;
  readonly runTimeoutMs: number;
  /** The backends that a name lists; null when no name is configured. */
  readonly lookUpBackends: () => Promise<ListedBackends | null>;
  readonly configuredBackends: number | undefined;
  readonly proxyReader: ProxyReader;
  readonly meshMode: string | undefined;
  readonly onReport: (report: Report) => void;
  readonly nowMs: () => number;
  readonly now: () => Date;
}

export function createReports<Reply>(options: ReportsOptions<Reply>): Reports {
  const { channels, gate } = options;
  return {
    run(parameters, context) {
      const leave = gate.enter();
      return executeTraced(options, parameters, context).finally(leave);
    },
    close: channels.close,
  };
}

async function executeTraced<Reply>(
  options: ReportsOptions<Reply>,
  parameters: RunParameters,
  context: ReportContext,
): Promise<Report> {
  const run = context.parent?.beginRun();
  try {
    const report = await execute(options, parameters, { ...context, parent: run });
    run?.end(runFacts(report));
    return report;
  } catch (error) {
    run?.end({}, toError(error).message);
    throw error;
  }
}

/** What the span of a run tells beside what it counted itself. */
function runFacts({ verdict, cause, run, expectedBackends }: Report): RunFacts {
  const { requests, concurrency, channel, policy } = run;
  return {
    ...{ verdict, cause: cause.id, requests, concurrency, channel, policy },
    'expected-backends': expectedBackends.count,
  };
}

async function execute<Reply>(
  options: ReportsOptions<Reply>,
  parameters: RunParameters,
  context: Omit<ReportContext, 'parent'> & { readonly parent: CallParent | undefined },
): Promise<Report> {
  const { channels, proxyReader, nowMs, configuredBackends, mostRequests } = options;
  const { policy, name, concurrency, expect: expectation } = parameters;
  const choice: ChannelChoice = { policy, dial: parameters.dial ?? options.usualDial(policy) };
  const startedAt = options.now().toISOString();
  const target = options.targetOf(choice);
  const { port } = splitTarget(target);
  const [listedBefore, before] = await Promise.all([options.lookUpBackends(), proxyReader.read(port)]);
  context.signal.throwIfAborted();
  const channel = channels.take(parameters.channel, choice, { ...context, name });
  const seen = new Set<string>();
  const known = listedBefore?.addresses.length || configuredBackends || 0;
  const plan = planCalls({ expectation, mostRequests });
  let most = known;
  const auto = () => {
    most = Math.max(most, seen.size, channel.facts().addresses.length);
    return plan(most);
  };
  const wanted = () => (parameters.requests === 'auto' ? auto().requests : parameters.requests);
  try {
    const series = await makeCalls({
      wanted,
      concurrency,
      call: channel.call,
      connectionNow: channel.connectionNow,
      identify: options.createIdentify(),
      explain: (error) => options.explain(toError(error)),
      onCall(record) {
        if (record.answerer !== null) seen.add(record.answerer.backend.name);
        context.onCall?.(record, wanted());
      },
      nowMs,
      endMs: nowMs() + options.runTimeoutMs,
      signal: context.signal,
    });
    const [listed, after] = await Promise.all([
      options.lookUpBackends(),
      before === undefined ? undefined : proxyReader.read(port),
    ]);
    const report = await buildReport({
      parameters,
      series,
      startedAt,
      choice,
      target,
      method: options.method,
      note: parameters.requests === 'auto' ? auto().note : null,
      channel: channel.facts(),
      sources: { listed, listedBefore, configured: configuredBackends },
      snapshots: pairOf(before, after),
      lbPolicies: proxyReader.lbPolicies,
      meshMode: options.meshMode,
    });
    options.onReport(report);
    return report;
  } finally {
    channel.release();
  }
}

function pairOf(before: ProxySnapshot | undefined, after: ProxySnapshot | undefined) {
  return before === undefined || after === undefined ? null : { before, after };
}
