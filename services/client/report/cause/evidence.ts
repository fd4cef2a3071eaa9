import type { ProxyInsight } from '../proxy/proxy-schema.ts';
import type { ChannelFacts } from '../schema/channel.ts';
import type { ExpectedBackends } from '../schema/judgement.ts';
import type { RunFacts } from '../schema/run.ts';
import type { Tally } from '../schema/tally.ts';
import type { Judgement } from '../verdict/judge.ts';

/** Everything that was seen of a run; the rules look at nothing else. */
export interface Evidence {
  readonly judgement: Judgement;
  readonly run: RunFacts;
  readonly tally: Tally;
  readonly expectedBackends: ExpectedBackends;
  readonly channel: ChannelFacts;
  /** What the proxy beside the client counted; null without one. */
  readonly proxy: ProxyInsight | null;
  /** How that proxy picks endpoints for the target, such as `LEAST_REQUEST`; empty when it was not asked. */
  readonly proxyPolicies: readonly string[];
  /** What called itself the server in front of the answers, such as `istio-envoy`. */
  readonly serverHeaders: readonly string[];
  /** Whether calls of one connection of this client were answered by several backends. */
  readonly isSpreadBeyondClient: boolean;
  /** Whether an Envoy answers at `hello.mesh.admin-url`, be it on the way of these calls or not. */
  readonly hasProxyBeside: boolean;
  /** The highest attempt that a proxy counted; null without a proxy that counts them. */
  readonly attempts: number | null;
  /** How many calls a proxy turned away because it had too much to do. */
  readonly overloaded: number;
  /** What the chart says about the mesh (`hello.mesh.mode`). */
  readonly meshMode: string | undefined;
}

/** What a rule found. */
interface Finding {
  readonly sentence: string;
  /** What was seen that says so. */
  readonly evidence: readonly string[];
  readonly remedies: readonly string[];
}

/** One cause: how it is recognised, what it means, what helps. */
export interface CauseRule {
  /** Stays the same over versions; the troubleshooting pages are linked by it. */
  readonly id: string;
  /** What it looks like, for the documents. */
  readonly when: string;
  /** @returns undefined where the evidence does not show this cause */
  readonly find: (evidence: Evidence) => Finding | undefined;
}

/** Whether something between this client and the backends picks a backend for each call. */
export function isBalancedByProxy({ isSpreadBeyondClient }: Evidence): boolean {
  return isSpreadBeyondClient;
}

/** Whether calls went to fewer backends than they should have, or unevenly. */
export function isOffBalance({ judgement }: Evidence): boolean {
  return judgement.verdict === 'PINNED' || judgement.verdict === 'UNEVEN';
}

/** How the channel was used, as sentences show it. */
export function channelWords({ run }: Evidence): string {
  return `channel: ${run.channel}, ${run.policy}`;
}
