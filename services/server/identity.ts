import { hostname } from 'node:os';
import { Metadata } from '@grpc/grpc-js';
import type { ServerConfig } from './config.ts';
import type { Connection } from './connections.ts';

/** Makes the initial metadata that tells a caller who answers. */
export type Identify = (connection: Connection | undefined, attempt: string | undefined) => Metadata;

const usualPort = 9000;

/**
 * What is not known is left out. `hello-connection` is `<n>/<call>`: the n-th connection, the call-th call on it.
 * @param port known only once the server is bound
 */
export function createIdentity(config: ServerConfig, port: () => number): Identify {
  const { version, node, zone, address } = config;
  let constant: Metadata | undefined;
  return (connection, attempt) => {
    // Made once: to ask for the host name is a system call.
    constant ??= metadataOf({
      'hello-pod': config.pod ?? podName(port()),
      'hello-version': version,
      'hello-node': node,
      'hello-zone': zone,
    });
    return metadataOf(
      {
        'hello-address': address ?? addressOf(connection?.localAddress, port()),
        'hello-attempt': attempt,
        'hello-connection': connection && `${connection.number}/${connection.calls}`,
      },
      constant.clone(),
    );
  };
}

function podName(port: number): string {
  return port === usualPort ? hostname() : `${hostname()}:${port}`;
}

/** With a port that is not the usual one, other servers may well have the same address. */
function addressOf(address: string | undefined, port: number): string | undefined {
  if (address === undefined || port === usualPort) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function metadataOf(
  values: Readonly<Record<string, string | undefined>>,
  metadata = new Metadata(),
): Metadata {
  for (const [key, value] of Object.entries(values)) if (value !== undefined) metadata.set(key, value);
  return metadata;
}
