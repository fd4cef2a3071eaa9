import { numberOf } from '../verdict/wording.ts';
import { type CauseRule, type Evidence, isBalancedByProxy } from './evidence.ts';

/** Why calls are balanced, where they are. */
export const balanceRules: readonly CauseRule[] = [
  {
    id: 'balanced-by-proxy',
    when: 'A proxy picks a backend for each call.',
    find(evidence) {
      if (evidence.judgement.verdict !== 'BALANCED' || !isBalancedByProxy(evidence)) return undefined;
      return {
        sentence: `A proxy picks a backend for each call: this client used ${numberOf(evidence.channel.connections ?? 0, 'connection')}, and ${numberOf(evidence.tally.backends.length, 'backend')} answered.`,
        evidence: signsOfProxy(evidence),
        remedies: [],
      };
    },
  },
  {
    id: 'balanced-by-client',
    when: 'The client goes round several addresses.',
    find(evidence) {
      const { judgement, run, channel } = evidence;
      if (judgement.verdict !== 'BALANCED' || run.policy !== 'round_robin' || channel.addresses.length < 2)
        return undefined;
      return {
        sentence: `This client itself goes round the ${channel.addresses.length} addresses of its target (round_robin).`,
        evidence: [`${run.target} resolved to ${channel.addresses.join(', ')}`],
        remedies: [],
      };
    },
  },
  {
    id: 'balanced-by-connections',
    when: 'Each call, or a few, had a connection of their own.',
    find({ judgement, run, channel }) {
      if (judgement.verdict !== 'BALANCED') return undefined;
      if (run.channel !== 'per-call' && judgement.statistics.unit !== 'connection') return undefined;
      return {
        sentence: `Connections are spread, and this run used ${channel.connections ?? 'many'} of them (channel: ${run.channel}); calls that share a connection would not be.`,
        evidence: [
          `${numberOf(run.answered, 'call')} on ${channel.connections === null ? 'many connections' : numberOf(channel.connections, 'connection')}`,
        ],
        remedies: [],
      };
    },
  },
];

function signsOfProxy({ serverHeaders, attempts, proxy }: Evidence): string[] {
  return [
    'calls of one connection were answered by several backends',
    ...serverHeaders.map((header) => `answers say server: ${header}`),
    ...(attempts === null ? [] : ['a proxy counted the attempts of each call']),
    ...(proxy === null ? [] : [proxy.agreement]),
  ].filter((sign) => sign !== '');
}
