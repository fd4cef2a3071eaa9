import type { Cause } from '../schema/cause.ts';
import { numberOf } from '../verdict/wording.ts';
import { backendRules } from './backend-rules.ts';
import { balanceRules } from './balance-rules.ts';
import { channelRules } from './channel-rules.ts';
import type { CauseRule, Evidence } from './evidence.ts';
import { failureRules } from './failure-rules.ts';
import { meshRules } from './mesh-rules.ts';
import { retryRules } from './retry-rules.ts';

/** All causes that are known, the one that explains more before the one that it explains. */
export const causeRules: readonly CauseRule[] = [
  ...failureRules,
  ...backendRules,
  ...meshRules,
  ...channelRules,
  ...balanceRules,
  ...retryRules,
];

/** The causes that the evidence shows; there is always one, and it may be that none was found. */
export function findCauses(evidence: Evidence): { readonly cause: Cause; readonly others: Cause[] } {
  const found = causeRules.flatMap(({ id, find }) => {
    const finding = find(evidence);
    return finding === undefined
      ? []
      : [{ id, ...finding, evidence: [...finding.evidence], remedies: [...finding.remedies] }];
  });
  const [cause = nothingFound(evidence), ...others] = found;
  return { cause, others };
}

/** Says what was looked at, so that nobody looks there again. */
function nothingFound(evidence: Evidence): Cause {
  const { channel, run, proxy, serverHeaders, judgement } = evidence;
  const isTooShort = judgement.reason === 'too few';
  return {
    id: isTooShort ? 'too-few-calls' : 'unknown',
    sentence: isTooShort ? 'The run is too short to tell.' : 'No known cause fits what was seen.',
    evidence: [
      `${numberOf(channel.connections ?? 0, 'connection')} to ${numberOf(channel.addresses.length, 'address', 'addresses')} (channel: ${run.channel}, ${run.policy})`,
      proxy?.agreement ??
        (evidence.hasProxyBeside
          ? 'an Envoy answers at hello.mesh.admin-url, but these calls did not pass through it'
          : 'no Envoy answers at hello.mesh.admin-url'),
      serverHeaders.length === 0
        ? 'no answer names a proxy'
        : `answers say server: ${serverHeaders.join(', ')}`,
    ],
    remedies: isTooShort ? ['requests=auto'] : [],
  };
}
