import type { MeaninglessKey } from './unknown-keys.ts';

const javaOnly = 'it belongs to the JVM, Netty or Vert.x';
const noPlace = 'grpc-js has no such setting';
const pem = 'certificates are given as PEM files';
const oneHttp = 'HTTP is served on one plaintext port';
const buildTime = 'the original fixed it when it was built';

function because(reason: string, names: readonly string[]): MeaninglessKey[] {
  return names.map((name) => ({ name, reason }));
}

/** Keys of the original (Quarkus 3.0) that are read without effect, so that its files work unchanged. */
export const meaninglessKeys: readonly MeaninglessKey[] = [
  ...because(noPlace, [
    'quarkus.grpc.clients.*.flow-control-window',
    'quarkus.grpc.clients.*.max-trace-events',
    'quarkus.grpc.clients.*.max-inbound-metadata-size',
    'quarkus.grpc.clients.*.max-hedged-attempts',
    'quarkus.grpc.server.handshake-timeout',
    'quarkus.grpc.server.alpn',
    'quarkus.grpc.server.netty.permit-keep-alive-time',
    'quarkus.grpc.server.netty.permit-keep-alive-without-calls',
  ]),
  ...because('compression is not offered, as by default in the original', [
    'quarkus.grpc.clients.*.compression',
    'quarkus.grpc.server.compression',
  ]),
  ...because(javaOnly, [
    'quarkus.grpc.clients.*.use-quarkus-grpc-client',
    'quarkus.grpc.clients.*.in-process.enabled',
    'quarkus.grpc.clients.*.in-process.name',
    'quarkus.grpc.clients.*.stork.threads',
    'quarkus.grpc.clients.*.stork.deadline',
    'quarkus.grpc.clients.*.stork.retries',
    'quarkus.grpc.clients.*.stork.delay',
    'quarkus.grpc.clients.*.stork.period',
    'quarkus.grpc.server.instances',
    'quarkus.grpc.server.use-separate-server',
    'quarkus.http.io-threads',
    'quarkus.http.accept-backlog',
    'quarkus.http.so-reuse-port',
    'quarkus.http.record-request-start-time',
    'quarkus.http.domain-socket',
    'quarkus.http.domain-socket-enabled',
    'quarkus.http.host-enabled',
  ]),
  ...because('the name resolver follows from the scheme of the host', [
    'quarkus.grpc.clients.*.name-resolver',
  ]),
  ...because('plain-text decides about TLS', [
    'quarkus.grpc.clients.*.negotiation-type',
    'quarkus.grpc.clients.*.ssl.negotiation-type',
    'quarkus.grpc.server.plain-text',
  ]),
  ...because('the xDS client is not part of this project', [
    'quarkus.grpc.clients.*.xds.enabled',
    'quarkus.grpc.clients.*.xds.secure',
    'quarkus.grpc.server.xds.enabled',
    'quarkus.grpc.server.xds.secure',
  ]),
  ...because(pem, [
    'quarkus.grpc.server.ssl.key-store',
    'quarkus.grpc.server.ssl.key-store-type',
    'quarkus.grpc.server.ssl.key-store-password',
    'quarkus.grpc.server.ssl.trust-store-type',
    'quarkus.grpc.server.ssl.trust-store-password',
    'quarkus.grpc.server.ssl.cipher-suites',
    'quarkus.grpc.server.ssl.protocols',
    'quarkus.grpc.server.transport-security.certificate',
    'quarkus.grpc.server.transport-security.key',
  ]),
  ...because(oneHttp, [
    'quarkus.http.ssl-port',
    'quarkus.http.insecure-requests',
    'quarkus.http.http2',
    'quarkus.http.cors',
    'quarkus.http.read-timeout',
    'quarkus.http.access-log.enabled',
  ]),
  ...because('tests choose their own ports', [
    'quarkus.http.test-port',
    'quarkus.http.test-ssl-port',
    'quarkus.grpc.server.test-port',
  ]),
  ...because(buildTime, [
    'quarkus.http.root-path',
    'quarkus.http.non-application-root-path',
    'quarkus.grpc.server.grpc-health.enabled',
    'quarkus.grpc.server.health.enabled',
    'quarkus.log.min-level',
    'quarkus.shutdown.delay-enabled',
    'quarkus.application.name',
    'quarkus.application.version',
    'quarkus.package.type',
    'quarkus.banner.enabled',
  ]),
  ...because('the console has one format for people and one for machines', [
    'quarkus.log.console.enable',
    'quarkus.log.console.level',
    'quarkus.log.console.color',
    'quarkus.log.console.format',
  ]),
];

/** Keys that say where and how to read settings; every service reads them. */
export const configKeys = [
  'quarkus.profile',
  'quarkus.config.profile.parent',
  'quarkus.config.locations',
  'smallrye.config.profile',
  'smallrye.config.locations',
];

/** Beginnings of keys whose rest is free; every service reads them. */
export const familyKeys = ['quarkus.log.category.'];
