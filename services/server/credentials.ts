import { ServerCredentials } from '@grpc/grpc-js';
import { readPem } from '../shared/life/pem.ts';
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
  return ServerCredentials.createSsl(authorities, [pair], clientAuth === 'required');
}
