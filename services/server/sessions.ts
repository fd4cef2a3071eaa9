import type { ServerHttp2Session } from 'node:http2';
import type { Connections } from './connections.ts';

/** Enters an accepted connection under the address by which grpc-js knows its caller, until it closes. */
export function enterSession(session: ServerHttp2Session, connections: Connections): void {
  const { remoteAddress, remotePort, localAddress } = session.socket;
  const leave = connections.open(`${remoteAddress}:${remotePort}`, localAddress);
  session.once('close', leave);
}
