import { ChannelCredentials } from '@grpc/grpc-js';
import { readPem } from '../shared/life/pem.ts';
import { type ClientConfig, clientKeys } from './config.ts';

/**
 * Plaintext unless a trust store or a certificate is given, or `plain-text` is false.
 * @throws StartError when a file cannot be read or is no PEM
 */
export function createChannelCredentials(config: ClientConfig): ChannelCredentials {
  const { trustStore, certificate, certificateKey } = config;
  const plainText = config.plainText ?? (trustStore === undefined && certificate === undefined);
  if (plainText) return ChannelCredentials.createInsecure();
  const read = (key: { name: string }, path: string | undefined) =>
    path === undefined ? null : readPem(key.name, path);
  return ChannelCredentials.createSsl(
    read(clientKeys.trustStore, trustStore),
    read(clientKeys.certificateKey, certificateKey),
    read(clientKeys.certificate, certificate),
  );
}
