import { numberOf } from '../verdict/wording.ts';
import { ipOf } from './endpoint-address.ts';
import type { ProxyEndpoint } from './proxy-schema.ts';
import { tallyBy } from './tally-by.ts';

/** What the proxy counted and what was replied. */
export interface Counts {
  readonly endpoints: readonly ProxyEndpoint[];
  readonly repliesByAddress: ReadonlyMap<string, number>;
  readonly forwards: 'calls' | 'bytes' | null;
  readonly retries: number | null;
  /** How many calls were not answered, though the proxy may have sent them. */
  readonly failed: number;
}

export interface Agreement {
  readonly agrees: boolean | null;
  readonly agreement: string;
}

/** Compares what the proxy counted with the replies; endpoints that are gone are left out. */
export function compareCounts(counts: Counts): Agreement {
  const { endpoints, repliesByAddress, forwards } = counts;
  const repliesAt = tallyBy(
    repliesByAddress,
    ([address]) => ipOf(address),
    ([, count]) => count,
  );
  const ips = new Set(endpoints.map(({ address }) => ipOf(address)));
  const answered = sum(repliesAt.values());
  if (repliesAt.size === 0) return unknown(nobodyNamed);
  if (![...repliesAt.keys()].some((ip) => ips.has(ip))) return unknown(strangersNamed);
  if (forwards === 'bytes') return unknown(`${bytesForwarded} the ${answered} that were answered.`);

  const differences = differencesOf(endpoints, repliesAt);
  const strangers = sum([...repliesAt].filter(([ip]) => !ips.has(ip)).map(([, count]) => count));
  const missing = strangers - sum(differences.filter((difference) => difference < 0));
  return missing > 0 ? disagree(missing, answered) : explainMore(sum(differences), counts);
}

/** Requests beyond replies; for a whole machine where the replies do not tell its endpoints apart. */
function differencesOf(
  endpoints: readonly ProxyEndpoint[],
  repliesAt: ReadonlyMap<string, number>,
): number[] {
  const gone = new Set(
    endpoints.filter(({ requests }) => requests === null).map(({ address }) => ipOf(address)),
  );
  const there = endpoints.filter(({ address }) => !gone.has(ipOf(address)));
  const blurred = tallyBy(
    there.filter(({ replies }) => replies === null),
    ({ address }) => ipOf(address),
    ({ requests }) => requests ?? 0,
  );
  return [
    ...there
      .filter(({ replies }) => replies !== null)
      .map(({ requests, replies }) => (requests ?? 0) - (replies ?? 0)),
    ...[...blurred].map(([ip, requests]) => requests - (repliesAt.get(ip) ?? 0)),
  ];
}

const nobodyNamed =
  'No reply names the address it came from, so the numbers of the proxy cannot be compared.';
const strangersNamed =
  "The replies name addresses that are not among the proxy's endpoints, so nothing can be compared.";
const bytesForwarded = 'The proxy forwards bytes, not calls, so it could not count';
const allAgree = 'Per endpoint, the proxy counted as many requests as there were replies.';

function disagree(missing: number, replies: number): Agreement {
  const sentence =
    missing === replies
      ? `The proxy counted none of the ${numberOf(replies, 'answered call')}: they did not pass through it, or it forwards bytes.`
      : `The replies name endpoints for ${numberOf(missing, 'call')} that the proxy did not count there.`;
  return { agrees: false, agreement: sentence };
}

function explainMore(more: number, { retries, failed }: Counts): Agreement {
  if (more === 0) return { agrees: true, agreement: allAgree };
  const start = `The proxy counted ${numberOf(more, 'request')} more than there were replies`;
  const known = [
    retries ? `it repeated ${numberOf(retries, 'request')}` : null,
    failed > 0 ? `${numberOf(failed, 'call')} failed` : null,
  ].filter((part) => part !== null);
  if (more <= (retries ?? 0) + failed)
    return { agrees: true, agreement: `${start}: ${known.join(', and ')}.` };
  const rest = 'other traffic through the same proxy at the same time counts, too';
  if (retries === null) return unknown(`${start}: it does not tell its retries, and ${rest}.`);
  return { agrees: false, agreement: `${start}: ${[...known, rest].join('; ')}.` };
}

function unknown(agreement: string): Agreement {
  return { agrees: null, agreement };
}

function sum(counts: Iterable<number>): number {
  return [...counts].reduce((total, count) => total + count, 0);
}
