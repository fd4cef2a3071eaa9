import { numberOf } from '../verdict/wording.ts';
import type { CauseRule } from './evidence.ts';

/** What is the matter with the backends, or with what is known about them. */
export const backendRules: readonly CauseRule[] = [
  {
    id: 'only-one-backend',
    when: 'DNS or the settings say that there is one backend.',
    find({ judgement, expectedBackends }) {
      if (judgement.reason !== 'only one backend') return undefined;
      return {
        sentence: 'There is only one backend: nothing can be balanced.',
        evidence: [`1 backend is known by ${expectedBackends.from}`, ...expectedBackends.addresses],
        remedies: ['more replicas (server.versions[].replicas), or kubectl scale'],
      };
    },
  },
  {
    id: 'backends-unknown',
    when: 'One backend answered, and nothing tells whether there are others.',
    find({ judgement, channel }) {
      if (judgement.reason !== 'number of backends unknown') return undefined;
      return {
        sentence:
          'One backend answered everything, and whether there are others is not known: the target has one address, and neither hello.report.backends.host nor hello.report.backends.count is set.',
        evidence: [`the target resolved to ${channel.addresses.join(', ') || 'nothing'}`],
        remedies: [
          'hello.report.backends.host=<headless name of the servers>',
          'hello.report.backends.count=<their number>',
        ],
      };
    },
  },
  {
    id: 'anonymous-backends',
    when: 'Answers do not say who gave them.',
    find({ judgement }) {
      if (judgement.reason !== 'backends do not tell who they are') return undefined;
      return {
        sentence: 'The servers send no hello-pod and no hello-address, so answers cannot be told apart.',
        evidence: ['no answer had these headers'],
        remedies: ["this project's server, or a server that sends hello-pod as initial metadata"],
      };
    },
  },
  {
    id: 'new-pods-unseen',
    when: 'DNS has backends that the channel has not resolved.',
    find({ run, channel, expectedBackends, judgement }) {
      const unseen = expectedBackends.addresses.filter((address) => !hasAddress(channel.addresses, address));
      const isClientSide = run.policy === 'round_robin' && channel.addresses.length > 1;
      if (!isClientSide || expectedBackends.from !== 'dns' || unseen.length === 0) return undefined;
      if (judgement.verdict === 'BALANCED') return undefined;
      return {
        sentence: `${numberOf(unseen.length, 'backend')} came after this channel had resolved its target; gRPC asks DNS again only when a connection ends.`,
        evidence: [
          `the channel knows ${channel.addresses.join(', ')}`,
          `DNS now has ${expectedBackends.addresses.join(', ')}`,
        ],
        remedies: [
          'hello.server.max-connection-age on the servers, so that channels resolve again',
          'channel=fresh',
        ],
      };
    },
  },
  {
    id: 'backends-changed',
    when: 'The DNS records of the backends changed during the run, and calls were not spread evenly.',
    find({ judgement, expectedBackends }) {
      if (judgement.reason !== 'backends changed') return undefined;
      return {
        sentence:
          'Backends came or went while the run went on, as in a rolling update: who was there for a part of it got fewer calls.',
        evidence: [`DNS now has ${expectedBackends.addresses.join(', ')}`],
        remedies: ['the same run again, when the rollout is over'],
      };
    },
  },
];

/** DNS tells no port; a channel does. */
function hasAddress(known: readonly string[], address: string): boolean {
  return known.some((one) => one === address || one.replace(/:\d+$/, '').replace(/[[\]]/g, '') === address);
}
