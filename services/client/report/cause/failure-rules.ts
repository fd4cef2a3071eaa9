import type { Failure } from '../schema/tally.ts';
import { numberOf } from '../verdict/wording.ts';
import { connectionFailures } from './connection-failures.ts';
import type { CauseRule } from './evidence.ts';
import type { FailureRow } from './failure-row.ts';
import { proxyFailures } from './proxy-failures.ts';
import { statusFailures } from './status-failures.ts';

/** What grpc-js says when there is no connection, or no longer one. */
const transportWords =
  /^(?:No connection established|Name resolution|Failed to parse|Connection dropped|Stream refused|Received RST_STREAM|Received HTTP\/2 error|Protocol error|read E|write E|.*\b(?:connect|read|write) E[A-Z]+\b)/;

const rows: readonly FailureRow[] = [...proxyFailures, ...connectionFailures, ...statusFailures];

/** Why calls failed, by their status and message. */
export const failureRules: readonly CauseRule[] = rows.map((row) => ({
  id: row.id,
  when: row.when,
  find(evidence) {
    const { tally, channel } = evidence;
    const matching = tally.failures.filter((failure) => isLike(row, failure, channel.errors));
    const isOverflow = row.id === 'overflow' && evidence.overloaded > 0;
    if ((matching.length === 0 && !isOverflow) || row.unless?.(evidence)) return undefined;
    const failed = matching.reduce((sum, { calls }) => sum + calls, 0);
    return {
      sentence: row.sentence(evidence, failed),
      evidence: [
        ...(isOverflow ? [`x-envoy-overloaded came with ${numberOf(evidence.overloaded, 'answer')}`] : []),
        ...matching
          .slice(0, 3)
          .map(({ status, message, calls }) => `${numberOf(calls, 'call')}: ${status} ${message}`),
      ],
      remedies: row.remedies,
    };
  },
}));

function isLike(row: FailureRow, { status, message }: Failure, errors: readonly string[]): boolean {
  const { statuses, pattern, isOfTransport = false } = row;
  if (!statuses.includes(status)) return false;
  if (!isOfTransport) return pattern.test(message);
  if (!transportWords.test(message)) return false;
  return pattern.test(message) || (status === 'UNAVAILABLE' && errors.some((error) => pattern.test(error)));
}
