import { numberOf } from '../verdict/wording.ts';
import { anything, type FailureRow, isAnswered } from './failure-row.ts';

/** What goes wrong between this client and whatever it connects to. */
export const connectionFailures: readonly FailureRow[] = [
  {
    id: 'name-not-found',
    when: 'The name in the target has no address.',
    statuses: ['UNAVAILABLE'],
    isOfTransport: true,
    pattern: /name resolution failed|failed to parse|ENOTFOUND|EAI_AGAIN|ENODATA/i,
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
    isOfTransport: true,
    unless: isAnswered,
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
    isOfTransport: true,
    unless: isAnswered,
    pattern: /ECONNREFUSED|connect ENOENT/i,
    sentence: ({ run }) => `Nothing listens where ${run.target} leads: the connection was refused.`,
    remedies: [
      'quarkus.grpc.clients.hello.port and the ports of the Service',
      'kubectl get pods: are they ready?',
    ],
  },
  {
    id: 'unreachable',
    when: 'No packet comes back from where the target leads.',
    statuses: ['UNAVAILABLE'],
    isOfTransport: true,
    unless: isAnswered,
    pattern: /EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ETIMEDOUT/,
    sentence: ({ run }) =>
      `There is no way to where ${run.target} leads, or something on it drops what is sent.`,
    remedies: ['NetworkPolicy and firewalls between client and servers', 'the addresses of the target'],
  },
  {
    id: 'strict-mtls',
    when: 'The connection was accepted and ended at once.',
    statuses: ['UNAVAILABLE', 'CANCELLED', 'INTERNAL', 'UNKNOWN'],
    isOfTransport: true,
    pattern:
      /ECONNRESET|connection (?:dropped|reset|closed)|socket hang up|EPIPE|GOAWAY|Protocol error|stream closed|failed to connect/i,
    unless: (evidence) => evidence.proxy !== null || isAnswered(evidence),
    sentence: () =>
      'The connection was accepted and ended at once. A server in a mesh with STRICT mTLS does that to a client outside of it, and a server that wants TLS to a client that speaks plaintext.',
    remedies: [
      'the client in the mesh: label sidecar.istio.io/inject: "true" on its pods',
      'PeerAuthentication PERMISSIVE',
      'TLS on both sides or on none',
    ],
  },
  {
    id: 'connections-lost',
    when: 'Calls were lost with their connections, while others were answered.',
    statuses: ['UNAVAILABLE', 'CANCELLED', 'INTERNAL', 'UNKNOWN'],
    isOfTransport: true,
    pattern: anything,
    unless: (evidence) => !isAnswered(evidence),
    sentence: ({ run }, calls) =>
      `${numberOf(calls, 'call')} of ${run.made} went down with ${calls === 1 ? 'its connection' : 'their connections'}, as when a server restarts, or ends a connection while a call is about to use it.`,
    remedies: [
      'a drain of the servers before they end (quarkus.shutdown.delay, preStop)',
      'hello.server.max-connection-age-grace, or a retry policy of the mesh',
    ],
  },
];
