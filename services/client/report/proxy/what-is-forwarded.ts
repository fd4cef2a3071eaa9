import type { ClusterChange } from './snapshot-changes.ts';

/**
 * Whether a proxy forwards calls or bytes. One that forwards bytes counts each connection as a request, but none as a
 * success.
 * @returns null when nothing tells: no call was answered, or all on connections that were open before
 */
export function whatIsForwarded(
  clusters: readonly ClusterChange[],
  isAnswered: boolean,
): 'calls' | 'bytes' | null {
  const endpoints = clusters.flatMap((cluster) => cluster.endpoints);
  if (endpoints.some(({ successes }) => (successes ?? 0) > 0)) return 'calls';
  return isAnswered && endpoints.some(({ requests }) => (requests ?? 0) > 0) ? 'bytes' : null;
}
