import assert from 'node:assert/strict';
import test from 'node:test';
import { type Counts, compareCounts } from './agreement.ts';

function endpoint(address: string, requests: number | null, replies: number | null) {
  return { address, requests, replies, clusters: ['a'], connections: 1, healthy: true, zone: null };
}

const two = [endpoint('10.0.0.1:9000', 5, 5), endpoint('10.0.0.2:9000', 4, 4)];
const more = [endpoint('10.0.0.1:9000', 8, 5), endpoint('10.0.0.2:9000', 4, 4)];
const replies = new Map([
  ['10.0.0.1', 5],
  ['10.0.0.2', 4],
]);

for (const [agrees, agreement, counts] of [
  [true, 'Per endpoint, the proxy counted as many requests as there were replies.', { endpoints: two }],
  [
    true,
    'The proxy counted 3 requests more than there were replies: it repeated 3 requests.',
    { endpoints: more, retries: 3 },
  ],
  [
    true,
    'The proxy counted 3 requests more than there were replies: it repeated 2 requests, and 1 call failed.',
    { endpoints: more, retries: 2, failed: 1 },
  ],
  [
    false,
    'The proxy counted 3 requests more than there were replies: it repeated 1 request; other traffic through the same proxy at the same time counts, too.',
    { endpoints: more, retries: 1 },
  ],
  [
    null,
    'The proxy counted 3 requests more than there were replies: it does not tell its retries, and other traffic through the same proxy at the same time counts, too.',
    { endpoints: more, retries: null },
  ],
  [
    false,
    'The replies name endpoints for 2 calls that the proxy did not count there.',
    { endpoints: [endpoint('10.0.0.1:9000', 3, 5), endpoint('10.0.0.2:9000', 6, 4)] },
  ],
  [
    false,
    'The replies name endpoints for 4 calls that the proxy did not count there.',
    { endpoints: two.slice(0, 1) },
  ],
  [
    false,
    'The proxy counted none of the 9 answered calls: they did not pass through it, or it forwards bytes.',
    { endpoints: [endpoint('10.0.0.1:9000', 0, 5), endpoint('10.0.0.2:9000', 0, 4)], forwards: null },
  ],
  [
    null,
    'The proxy forwards bytes, not calls, so it could not count the 9 that were answered.',
    { endpoints: two, forwards: 'bytes' },
  ],
  [
    null,
    'No reply names the address it came from, so the numbers of the proxy cannot be compared.',
    { endpoints: two, repliesByAddress: new Map() },
  ],
  [
    null,
    "The replies name addresses that are not among the proxy's endpoints, so nothing can be compared.",
    { endpoints: two, repliesByAddress: new Map([['10.9.9.9', 9]]) },
  ],
  [
    true,
    'Per endpoint, the proxy counted as many requests as there were replies.',
    { endpoints: [endpoint('10.0.0.1:9000', null, 5), endpoint('10.0.0.2:9000', 4, 4)] },
  ],
  [
    true,
    'Per endpoint, the proxy counted as many requests as there were replies.',
    {
      endpoints: [endpoint('10.0.0.1:9000', 2, null), endpoint('10.0.0.1:9001', 3, null)],
      repliesByAddress: new Map([['10.0.0.1', 5]]),
    },
  ],
] as [boolean | null, string, Partial<Counts>][]) {
  test(`${agrees}: ${agreement} (${JSON.stringify(counts.endpoints?.map(({ requests }) => requests))})`, () => {
    const usual = {
      endpoints: two,
      repliesByAddress: replies,
      forwards: 'calls',
      retries: 0,
      failed: 0,
    } as const;
    assert.deepEqual(compareCounts({ ...usual, ...counts }), { agrees, agreement });
  });
}
