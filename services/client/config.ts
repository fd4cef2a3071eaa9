import { asciiText, boolean, durationMs, integer, oneOf, port, text } from '../shared/config/converter.ts';
import { type ConfigOf, type Key, optional, required, withDefault } from '../shared/config/key.ts';
import { httpKeys } from '../shared/http/http-keys.ts';
import { shutdownKeys } from '../shared/life/shutdown-keys.ts';
import { logKeys } from '../shared/logging/log-keys.ts';
import { checkTracingConfig, tracingKeys } from '../shared/telemetry/tracing-keys.ts';
import { reportKeys } from './report/report-keys.ts';

const positive = integer({ min: 1 });
const prefix = 'quarkus.grpc.clients.hello.';

/** The settings that are read again when the mounted file changes. */
export const liveKeys = {
  requests: required(
    'numrequest',
    integer(),
    'How many calls one `/hello/grpc` makes; 0 or less makes none.',
  ),
  namePrefix: required('teststring', text, 'The beginning of the names; the number of the call follows.'),
};

/** Every setting of the client. */
export const clientKeys = {
  ...liveKeys,
  host: ofClient(
    withDefault(
      `${prefix}host`,
      text,
      'localhost',
      'Host of the server, or a whole gRPC target such as `dns:///name:9000` or `ipv4:10.0.0.1:9000,10.0.0.2:9000`.',
    ),
  ),
  port: ofClient(
    withDefault(`${prefix}port`, port, '9000', 'Port of the server, where the host names none.'),
  ),
  plainText: ofClient(
    optional(
      `${prefix}plain-text`,
      boolean,
      'Whether to speak without TLS; by default only without a trust store.',
    ),
  ),
  trustStore: ofClient(
    optional(
      `${prefix}ssl.trust-store`,
      text,
      'PEM file with the authorities that may have signed the server.',
    ),
  ),
  certificate: ofClient(
    optional(`${prefix}ssl.certificate`, text, 'PEM file with the certificate of this client.'),
  ),
  certificateKey: ofClient(optional(`${prefix}ssl.key`, text, 'PEM file with the key of that certificate.')),
  deadlineMs: ofClient(
    optional(
      `${prefix}deadline`,
      durationMs,
      'Limit for one call of blocking and mutiny, as in the original.',
    ),
  ),
  loadBalancing: ofClient(
    withDefault(
      `${prefix}load-balancing-policy`,
      oneOf(['pick_first', 'round_robin']),
      'pick_first',
      'How calls are spread over the addresses that the target resolves to.',
    ),
  ),
  keepAliveTimeMs: ofClient(
    optional(
      `${prefix}keep-alive-time`,
      durationMs,
      'How long a connection may be silent before it is pinged.',
    ),
  ),
  keepAliveTimeoutMs: ofClient(
    optional(`${prefix}keep-alive-timeout`, durationMs, 'How long the answer to a ping may take.'),
  ),
  keepAliveWithoutCalls: ofClient(
    withDefault(
      `${prefix}keep-alive-without-calls`,
      boolean,
      'false',
      'Whether to ping while no call is running.',
    ),
  ),
  idleTimeoutMs: ofClient(
    optional(`${prefix}idle-timeout`, durationMs, 'How long a channel without calls keeps its connection.'),
  ),
  maxInboundMessageBytes: ofClient(
    withDefault(`${prefix}max-inbound-message-size`, positive, '4194304', 'The largest reply in bytes.'),
  ),
  overrideAuthority: ofClient(
    optional(
      `${prefix}override-authority`,
      asciiText,
      'The authority to send, and to expect in the certificate.',
    ),
  ),
  userAgent: ofClient(optional(`${prefix}user-agent`, asciiText, 'Words in front of the user agent.')),
  retry: ofClient(
    withDefault(
      `${prefix}retry`,
      boolean,
      'false',
      'Whether blocking and mutiny try a call again that was UNAVAILABLE.',
    ),
  ),
  maxRetryAttempts: ofClient(
    withDefault(
      `${prefix}max-retry-attempts`,
      integer({ min: 2, max: 5 }),
      '5',
      'How often such a call is tried.',
    ),
  ),
  retryBufferBytes: ofClient(
    optional(`${prefix}retry-buffer-size`, positive, 'Memory for calls that may be tried again, in bytes.'),
  ),
  callBufferBytes: ofClient(
    optional(
      `${prefix}per-rpc-buffer-limit`,
      positive,
      'Memory for one call that may be tried again, in bytes.',
    ),
  ),
  runTimeoutMs: withDefault(
    'hello.run.timeout',
    durationMs,
    '5m',
    'Limit for all calls of one `/hello/grpc` or `/hello/report` together.',
  ),
  maxRequests: withDefault(
    'hello.run.max-requests',
    positive,
    '10000',
    'The most calls that `numrequest`, or a caller of `/hello/report`, may ask for.',
  ),
  ...reportKeys,
  ...httpKeys,
  ...shutdownKeys,
  ...logKeys,
  ...tracingKeys,
};

export type ClientConfig = ConfigOf<typeof clientKeys>;
export type LiveValues = Pick<ClientConfig, keyof typeof liveKeys>;

/** What is wrong between settings. */
export function checkClientConfig(config: ClientConfig): string[] {
  const half = (config.certificate === undefined) !== (config.certificateKey === undefined);
  return [
    ...checkLiveValues(config, config.maxRequests),
    ...checkTracingConfig(config),
    ...(half
      ? [
          `${clientKeys.certificate.name} and ${clientKeys.certificateKey.name} belong together, but only one is given.`,
        ]
      : []),
  ];
}

/** The bound of a run, which a re-reading must not break either. */
export function checkLiveValues({ requests }: LiveValues, maxRequests: number): string[] {
  if (requests <= maxRequests) return [];
  const { requests: key } = liveKeys;
  return [`${key.name} is ${requests}, but ${clientKeys.maxRequests.name} allows at most ${maxRequests}.`];
}

/** The original also takes the client's name in quotation marks. */
function ofClient<T>(key: Key<T>): Key<T> {
  return { ...key, alias: key.name.replace('clients.hello.', 'clients."hello".') };
}
