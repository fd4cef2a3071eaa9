import { createSecureContext } from 'node:tls';
import { ServerCredentials } from '@grpc/grpc-js';
import { toError } from '../shared/errors/to-error.ts';
import { readPem } from '../shared/life/pem.ts';
import { StartError } from '../shared/life/service.ts';
import { type ServerConfig, serverKeys } from './config.ts';

/**
 * TLS when a certificate is given, plaintext otherwise.
 * @throws StartError when a file cannot be read or is no PEM
 */
export function createServerCredentials(config: ServerConfig): ServerCredentials {
  const { certificate, certificateKey, trustStore, clientAuth } = config;
  if (certificate === undefined || certificateKey === undefined) return ServerCredentials.createInsecure();
  const pair = {
    cert_chain: readPem(serverKeys.certificate.name, certificate),
    private_key: readPem(serverKeys.certificateKey.name, certificateKey),
  };
  const authorities = trustStore === undefined ? null : readPem(serverKeys.trustStore.name, trustStore);
  assertUsable(pair, authorities);
  return ServerCredentials.createSsl(authorities, [pair], clientAuth === 'required');
}

/** Otherwise the port would be blamed when it is opened. */
function assertUsable(pair: { cert_chain: Buffer; private_key: Buffer }, authorities: Buffer | null): void {
  try {
    createSecureContext({
      cert: pair.cert_chain,
      key: pair.private_key,
      ...(authorities && { ca: authorities }),
    });
  } catch (cause) {
    const names = `${serverKeys.certificate.name} and ${serverKeys.certificateKey.name}`;
    throw new StartError(`${names} cannot be used: ${toError(cause).message}.`, { cause });
  }
}
