import { asciiText, boolean, durationMs, integer, oneOf, port, text } from '../shared/config/converter.ts';
import { type ConfigOf, optional, withDefault } from '../shared/config/key.ts';
import { httpKeys } from '../shared/http/http-keys.ts';
import { shutdownKeys } from '../shared/life/shutdown-keys.ts';
import { logKeys } from '../shared/logging/log-keys.ts';
import { checkTracingConfig, tracingKeys } from '../shared/telemetry/tracing-keys.ts';

const positive = integer({ min: 1 });

/** Every setting of the server. */
export const serverKeys = {
  grpcPort: withDefault('quarkus.grpc.server.port', port, '9000', 'Port for gRPC; 0 lets the system choose.'),
  grpcHost: withDefault('quarkus.grpc.server.host', text, '0.0.0.0', 'Address that gRPC listens on.'),
  maxInboundMessageBytes: withDefault(
    'quarkus.grpc.server.max-inbound-message-size',
    positive,
    '4194304',
    'The largest message in bytes; a larger one is answered RESOURCE_EXHAUSTED.',
  ),
  maxInboundMetadataBytes: withDefault(
    'quarkus.grpc.server.max-inbound-metadata-size',
    positive,
    '8192',
    'The most metadata in bytes; more is answered with HTTP status 431.',
  ),
  reflection: withDefault(
    'quarkus.grpc.server.enable-reflection-service',
    boolean,
    'true',
    'Serves reflection v1 and v1alpha, which grpcurl asks for.',
  ),
  certificate: optional(
    'quarkus.grpc.server.ssl.certificate',
    text,
    'PEM file with the certificate; makes TLS.',
  ),
  certificateKey: optional('quarkus.grpc.server.ssl.key', text, 'PEM file with the key of the certificate.'),
  trustStore: optional(
    'quarkus.grpc.server.ssl.trust-store',
    text,
    'PEM file with the authorities whose client certificates are trusted.',
  ),
  clientAuth: withDefault(
    'quarkus.grpc.server.ssl.client-auth',
    oneOf(['none', 'request', 'required']),
    'none',
    'Whether callers must show a certificate; `request` admits every caller, as `none` does.',
  ),
  keepAliveTimeMs: optional(
    'quarkus.grpc.server.netty.keep-alive-time',
    durationMs,
    'How long a connection may be silent before it is pinged.',
  ),
  maxConnectionAgeMs: optional(
    'hello.server.max-connection-age',
    durationMs,
    'Age at which a connection is told to end, so that clients spread anew (plus or minus a tenth).',
  ),
  maxConnectionAgeGraceMs: optional(
    'hello.server.max-connection-age-grace',
    durationMs,
    'How long calls may go on on a connection that is told to end.',
  ),
  pod: optional(
    'hello.pod',
    asciiText,
    'Name that the answers carry; by default the host name, with the port if it is not 9000.',
  ),
  version: optional('hello.version', asciiText, 'Version that the answers carry, such as `l1`.'),
  node: optional('hello.node', asciiText, 'Node that the answers carry.'),
  zone: optional('hello.zone', asciiText, 'Zone that the answers carry.'),
  address: optional(
    'hello.address',
    asciiText,
    'Address that the answers carry; by default the one the call came in on.',
  ),
  measuresCalls: withDefault(
    'quarkus.micrometer.binder.grpc-server.enabled',
    boolean,
    'true',
    'Counts and times calls; `false` saves what that costs.',
  ),
  ...httpKeys,
  ...shutdownKeys,
  ...logKeys,
  ...tracingKeys,
};

export type ServerConfig = ConfigOf<typeof serverKeys>;

/** What is wrong between settings. */
export function checkServerConfig(config: ServerConfig): string[] {
  const { certificate, certificateKey, trustStore, clientAuth } = serverKeys;
  const half = (config.certificate === undefined) !== (config.certificateKey === undefined);
  const authorityMissing = config.clientAuth !== 'none' && config.trustStore === undefined;
  return [
    ...checkTracingConfig(config),
    ...(half
      ? [`${certificate.name} and ${certificateKey.name} belong together, but only one is given.`]
      : []),
    ...(authorityMissing
      ? [
          `${clientAuth.name} is "${config.clientAuth}", which needs ${trustStore.name} to check certificates with.`,
        ]
      : []),
  ];
}
