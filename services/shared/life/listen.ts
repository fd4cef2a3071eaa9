import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toError } from '../errors/to-error.ts';
import { StartError } from './service.ts';

/**
 * Opens the HTTP port.
 * @returns the port, which matters when 0 was asked for
 * @throws StartError with the original's words when the port is taken
 */
export async function listenHttp(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, port, host)));
    server.listen({ port, host }, resolve);
  });
  return (server.address() as AddressInfo).port;
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code !== 'EADDRINUSE') {
    return new StartError(`HTTP cannot listen on ${host}:${port}: ${toError(error).message}.`, {
      cause: error,
    });
  }
  const sentence = `Port ${port} seems to be in use by another process. It may be another copy of this service; \`ss -anop | grep ${port}\` names it, \`-Dquarkus.http.port=…\` chooses another port.`;
  return new StartError(sentence, { cause: error });
}
