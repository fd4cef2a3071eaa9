import type { Failure } from '../schema/tally.ts';
import { numberOf } from '../verdict/wording.ts';
import type { CauseRule, Evidence } from './evidence.ts';

/** One row: how a failure is recognised, what it means, what helps. */
interface FailureRow {
  readonly id: string;
  readonly when: string;
  readonly statuses: readonly string[];
  /** Looked for in the messages of the calls and in what connecting said. */
  readonly pattern: RegExp;
  /** What else must hold. */
  readonly unless?: (evidence: Evidence) => boolean;
  /** @param calls that failed so */
  readonly sentence: (evidence: Evidence, calls: number) => string;
  readonly remedies: readonly string[];
}

/** The status alone says enough. */
const anything = /(?:)/;

const rows: readonly FailureRow[] = [
  {
    id: 'overflow',
    when: 'A proxy refused calls because its connection pool was full.',
    statuses: ['UNAVAILABLE', 'RESOURCE_EXHAUSTED'],
    pattern: /\breset reason: overflow|overloaded/,
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
    pattern: /remote connection failure|connection timeout/,
    sentence: () =>
      'The proxy could not connect to the servers: nothing listens where it sends the calls, or what listens does not speak the TLS that it wants.',
    remedies: [
      'the targetPort of the Service, and the address that the servers listen on',
      'tls in the DestinationRule, and whether the servers are in the mesh',
    ],
  },
  {
    id: 'name-not-found',
    when: 'The name in the target has no address.',
    statuses: ['UNAVAILABLE'],
    pattern: /name resolution failed|ENOTFOUND|EAI_AGAIN|ENODATA/i,
    sentence: ({ run }) => `The name in ${run.target} has no address.`,
    remedies: [
      'quarkus.grpc.clients.hello.host: name and namespace, as in grpc.grpc.svc.cluster.local',
      'kubectl get service',
    ],
  },
  {
    id: 'tls-mismatch',
    when: 'Client and server do not agree on TLS.',
    statuses: ['UNAVAILABLE'],
    pattern:
      /wrong version number|EPROTO|certificate|self.signed|alert |unable to verify|packet length too long|unsupported protocol/i,
    sentence: () =>
      'Client and server do not agree on TLS: one speaks plaintext and the other TLS, or a certificate is not trusted.',
    remedies: [
      'quarkus.grpc.clients.hello.plain-text, ssl.trust-store, ssl.certificate',
      'quarkus.grpc.server.ssl.*',
    ],
  },
  {
    id: 'refused',
    when: 'The connection was refused.',
    statuses: ['UNAVAILABLE'],
    pattern: /ECONNREFUSED|connection refused|delayed connect error: 111/i,
    sentence: ({ run }) => `Nothing listens where ${run.target} leads: the connection was refused.`,
    remedies: [
      'quarkus.grpc.clients.hello.port and the ports of the Service',
      'kubectl get pods: are they ready?',
    ],
  },
  {
    id: 'strict-mtls',
    when: 'The connection was accepted and ended at once.',
    statuses: ['UNAVAILABLE', 'CANCELLED', 'INTERNAL', 'UNKNOWN'],
    pattern:
      /ECONNRESET|connection (?:dropped|reset|closed)|socket hang up|EPIPE|upstream connect error.*connection termination|GOAWAY|Protocol error|stream closed|failed to connect/i,
    unless: ({ proxy }) => proxy !== null,
    sentence: () =>
      'The connection was accepted and ended at once. A server in a mesh with STRICT mTLS does that to a client outside of it, and a server that wants TLS to a client that speaks plaintext.',
    remedies: [
      'the client in the mesh: label sidecar.istio.io/inject: "true" on its pods',
      'PeerAuthentication PERMISSIVE',
      'TLS on both sides or on none',
    ],
  },
  {
    id: 'deadline',
    when: 'Calls took longer than allowed.',
    statuses: ['DEADLINE_EXCEEDED'],
    pattern: anything,
    sentence: () => 'Calls took longer than they were allowed to.',
    remedies: [
      'hello.run.call-timeout, hello.run.timeout',
      'the load of the servers, and timeouts of the mesh',
    ],
  },
  {
    id: 'not-implemented',
    when: 'What answers does not know the method.',
    statuses: ['UNIMPLEMENTED'],
    pattern: anything,
    sentence: ({ run }) => `What answers at ${run.target} does not know ${run.method}.`,
    remedies: ['host and port: is that the Greeter?'],
  },
  {
    id: 'denied',
    when: 'The server or its proxy does not allow the call.',
    statuses: ['PERMISSION_DENIED', 'UNAUTHENTICATED'],
    pattern: anything,
    sentence: () => 'The server or its proxy does not allow this call, as an AuthorizationPolicy does.',
    remedies: ['AuthorizationPolicy: the client’s service account and /helloworld.Greeter/SayHello'],
  },
];

/** Older Envoys say so in the message; newer ones only count it. */
function namesTls({ message }: Failure): boolean {
  return /TLS_error|WRONG_VERSION_NUMBER|CERTIFICATE_VERIFY_FAILED/.test(message);
}

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

function isLike({ statuses, pattern }: FailureRow, failure: Failure, errors: readonly string[]): boolean {
  if (!statuses.includes(failure.status)) return false;
  return (
    pattern.test(failure.message) ||
    (failure.status === 'UNAVAILABLE' && errors.some((error) => pattern.test(error)))
  );
}
