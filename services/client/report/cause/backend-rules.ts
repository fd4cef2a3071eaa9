import { isSameAddress } from '../run/address.ts';
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
      const unseen = expectedBackends.addresses.filter(
        (address) => !channel.addresses.some((known) => isSameAddress(known, address)),
      );
      const isOld = run.channel === 'shared' || expectedBackends.hasChanged;
      const isClientSide = isOld && run.policy === 'round_robin' && channel.addresses.length > 1;
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
    id: 'address-unreachable',
    when: 'round_robin has an address that it cannot connect to.',
    find({ run, channel, tally, judgement }) {
      const isClientSide = run.policy === 'round_robin' && channel.addresses.length > 1;
      const dead = channel.addresses.filter((address) =>
        tally.silent.some((one) => isSameAddress(one, address)),
      );
      if (!isClientSide || dead.length === 0 || channel.errors.length === 0) return undefined;
      if (judgement.verdict === 'BALANCED') return undefined;
      return {
        sentence: `round_robin leaves out ${numberOf(dead.length, 'address', 'addresses')} that it cannot connect to: ${dead.join(', ')}.`,
        evidence: channel.errors,
        remedies: ['kubectl get pods: is every one of them ready?', 'the addresses in the list'],
      };
    },
  },
  {
    id: 'backends-changed',
    when: 'The backends changed during the run, and calls were not spread evenly.',
    find({ judgement, expectedBackends }) {
      if (judgement.reason !== 'backends changed') return undefined;
      return {
        sentence:
          'Backends came or went while the run went on, as in a rolling update: who was there for a part of it got fewer calls.',
        evidence:
          expectedBackends.from === 'dns'
            ? [`DNS now has ${expectedBackends.addresses.join(', ')}`]
            : ['one backend answered its last call before another answered its first'],
        remedies: ['the same run again, when the rollout is over'],
      };
    },
  },
  {
    id: 'silent-within-version',
    when: 'Weights of versions are kept, but a backend of one got nothing.',
    find({ judgement, tally }) {
      const isWeighted = tally.versions.some(({ expectedShare }) => expectedShare !== null);
      if (!isWeighted || judgement.verdict !== 'BALANCED' || tally.silent.length === 0) return undefined;
      return {
        sentence: `The weights are kept, but ${numberOf(tally.silent.length, 'backend')} got none: within a version, calls are not spread.`,
        evidence: tally.silent.slice(0, 10),
        remedies: ['expect=balanced, to judge the backends instead of the versions'],
      };
    },
  },
];
