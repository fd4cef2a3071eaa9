import { numberOf } from '../verdict/wording.ts';
import { type CauseRule, channelWords, type Evidence, isBalancedByProxy } from './evidence.ts';

const roundRobin =
  'quarkus.grpc.clients.hello.load-balancing-policy=round_robin with the headless name as host';
const mesh = 'mesh.mode=istio-sidecar';
const clientSide = 'mesh.mode=client-side';

/** More connections than these would have found another backend, if they were spread. */
const mostToBlame = 3;

/** One backend answered, or each connection kept to one, and nothing in between spreads calls. */
function keepsToConnections(evidence: Evidence): boolean {
  const { judgement, tally } = evidence;
  const isSticky = tally.backends.length === 1 || judgement.statistics.unit === 'connection';
  const isJudged = judgement.verdict !== 'BALANCED' && judgement.verdict !== 'FAILED';
  return isSticky && isJudged && !isBalancedByProxy(evidence) && judgement.reason !== 'only one backend';
}

/** What the client itself does to its calls. */
export const channelRules: readonly CauseRule[] = [
  {
    id: 'one-address',
    when: 'round_robin has only one address to go round, such as a ClusterIP.',
    find(evidence) {
      const { run, channel } = evidence;
      if (!keepsToConnections(evidence) || run.policy !== 'round_robin' || channel.addresses.length !== 1)
        return undefined;
      return {
        sentence: `round_robin goes round the addresses of its target, and ${run.target} has only 1 (${channel.addresses[0]}), as the ClusterIP of a Service is.`,
        evidence: [addressesOf(evidence), connectionsOf(evidence)],
        remedies: [`a headless name as host, such as dns:///grpc-headless:9000 (${clientSide})`, mesh],
      };
    },
  },
  {
    id: 'pick-first',
    when: 'The target has several addresses, and the policy uses the first.',
    find(evidence) {
      const { run, channel } = evidence;
      if (!keepsToConnections(evidence) || run.policy !== 'pick_first' || channel.addresses.length < 2)
        return undefined;
      return {
        sentence: `The target has ${channel.addresses.length} addresses, but pick_first keeps all calls on the first that answers (${channelWords(evidence)}).`,
        evidence: [addressesOf(evidence), connectionsOf(evidence)],
        remedies: ['policy=round_robin', roundRobin],
      };
    },
  },
  {
    id: 'per-connection',
    when: 'Several connections, each of which kept to one backend.',
    find(evidence) {
      const { judgement, channel, tally } = evidence;
      const isSpread = judgement.statistics.unit === 'connection' && tally.backends.length > 1;
      if (!isSpread || judgement.verdict === 'BALANCED') return undefined;
      return {
        sentence: `Connections are balanced, not calls: each of ${numberOf(channel.connections ?? 0, 'connection')} kept to one backend (${channelWords(evidence)}). A ClusterIP, an L4 proxy or max-connection-age does that.`,
        evidence: [connectionsOf(evidence), ...tally.backends.map(ownConnections)],
        remedies: [mesh, clientSide],
      };
    },
  },
  {
    id: 'one-connection',
    when: 'One backend answered everything over one connection to one address.',
    find(evidence) {
      const { channel } = evidence;
      const isElsewhere = evidence.run.policy === 'round_robin' || channel.addresses.length > 1;
      const { connections } = channel;
      if (!keepsToConnections(evidence) || isElsewhere || connections === null || connections > mostToBlame)
        return undefined;
      const led = connections > 1 ? ', which led to the same backend' : '';
      return {
        sentence: `Kubernetes balances connections, not calls: this run used ${numberOf(connections, 'connection')}${led} (${channelWords(evidence)}).`,
        evidence: [addressesOf(evidence), connectionsOf(evidence)],
        remedies: [...dialBackends(evidence), mesh, clientSide],
      };
    },
  },
];

/** What can be tried at once, without another installation. */
function dialBackends({ run, expectedBackends }: Evidence): string[] {
  const isPossible = run.dial === 'service' && expectedBackends.addresses.length > 1;
  return isPossible
    ? [`policy=round_robin, which dials the ${expectedBackends.addresses.length} backends themselves`]
    : [];
}

function addressesOf({ channel, run }: Evidence): string {
  return `${run.target} resolved to ${channel.addresses.join(', ') || 'nothing'}`;
}

function connectionsOf({ channel }: Evidence): string {
  return `this client used ${numberOf(channel.connections ?? 0, 'connection')}`;
}

function ownConnections({ name, connections, calls }: Evidence['tally']['backends'][number]): string {
  return `${name} answered ${numberOf(calls, 'call')} on ${numberOf(Math.max(connections.length, 1), 'connection')}`;
}
