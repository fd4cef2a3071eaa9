import type { Server, ServerCredentials } from '@grpc/grpc-js';
import { StartError } from '../shared/life/service.ts';

/**
 * Opens the gRPC port.
 * @returns the port, which matters when 0 was asked for
 * @throws StartError with the original's words when the port is taken
 */
export function bind(
  server: Server,
  host: string,
  port: number,
  credentials: ServerCredentials,
): Promise<number> {
  const address = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return new Promise((resolve, reject) => {
    server.bindAsync(`${address}:${port}`, credentials, (error, boundPort) => {
      if (error === null) resolve(boundPort);
      else reject(explain(error, host, port));
    });
  });
}

function explain(error: Error, host: string, port: number): StartError {
  const reason = error.message.includes('EADDRINUSE')
    ? `Port(s) already bound: ${port}`
    : `${host}:${port} cannot be bound: ${error.message}`;
  return new StartError(`Unable to start the gRPC server: ${reason}.`, { cause: error });
}
