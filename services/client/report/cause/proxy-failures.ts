import type { Failure } from '../schema/tally.ts';
import { numberOf } from '../verdict/wording.ts';
import type { FailureRow } from './failure-row.ts';

/** What proxies say when they do not hand a call on. */
export const proxyFailures: readonly FailureRow[] = [
  {
    id: 'overflow',
    when: 'A proxy refused calls because its connection pool was full.',
    statuses: ['UNAVAILABLE'],
    pattern: /\breset reason: overflow/,
    sentence: ({ overloaded, proxy }, calls) =>
      `A proxy turned ${numberOf(Math.max(overloaded, calls), 'call')} away because its connection pool was full${proxy?.overflows ? ` (it counted ${numberOf(proxy.overflows, 'overflow')})` : ''}. Such calls are never tried again by the proxy.`,
    remedies: [
      'larger http2MaxRequests, http1MaxPendingRequests and maxConnections in the DestinationRule (preset article-second)',
      'less concurrency',
    ],
  },
  {
    id: 'no-healthy-upstream',
    when: 'A proxy has no endpoint to send calls to.',
    statuses: ['UNAVAILABLE'],
    pattern: /no healthy upstream/,
    sentence: () =>
      'The proxy has no endpoint to send the calls to: a subset selects no pod, all pods are not ready, or all were ejected.',
    remedies: [
      'labels of the pods against the subsets of the DestinationRule (istioctl analyze: IST0173)',
      'kubectl get endpointslices',
    ],
  },
  {
    id: 'server-not-in-mesh',
    when: 'A proxy failed in the TLS handshake with the servers.',
    statuses: ['UNAVAILABLE'],
    pattern: /upstream connect error/,
    unless: ({ proxy, tally }) => (proxy?.tlsErrors ?? 0) === 0 && !tally.failures.some(namesTls),
    sentence: () =>
      'The proxy speaks TLS to a server that does not, or does not trust it: the server is not in the mesh, but the DestinationRule says ISTIO_MUTUAL.',
    remedies: [
      'the servers in the mesh, too',
      'no tls block in the DestinationRule: auto-mTLS finds out by itself',
    ],
  },
  {
    id: 'proxy-cannot-connect',
    when: 'A proxy found nobody where it sends calls.',
    statuses: ['UNAVAILABLE'],
    pattern: /reset reason: (?:remote |local )?connection (?:failure|timeout)|delayed connect error/,
    sentence: () =>
      'The proxy could not connect to the servers: nothing listens where it sends the calls, or what listens does not speak the TLS that it wants.',
    remedies: [
      'the targetPort of the Service, and the address that the servers listen on',
      'tls in the DestinationRule, and whether the servers are in the mesh',
    ],
  },
];

/** Older Envoys say so in the message; newer ones only count it. */
function namesTls({ message }: Failure): boolean {
  return /TLS_error|WRONG_VERSION_NUMBER|CERTIFICATE_VERIFY_FAILED/.test(message);
}
