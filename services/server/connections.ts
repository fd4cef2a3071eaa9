import type { ConnectionMeters } from './connection-metrics.ts';

/** One accepted connection. */
export interface Connection {
  /** The n-th that this process accepted. */
  readonly number: number;
  /** The address that the caller reached. */
  readonly localAddress: string | undefined;
  /** How many calls came on it. */
  calls: number;
}

/** The connections that are open, by the address of the caller. */
export interface Connections {
  /** Enters a connection. @returns forgets it */
  open(peer: string, localAddress: string | undefined): () => void;
  find(peer: string): Connection | undefined;
}

/** Starts to number connections at 1. */
export function createConnections(meters: ConnectionMeters): Connections {
  const byPeer = new Map<string, Connection>();
  let accepted = 0;
  return {
    open(peer, localAddress) {
      accepted += 1;
      const connection = { number: accepted, localAddress, calls: 0 };
      byPeer.set(peer, connection);
      const end = meters.begin();
      return () => {
        end(connection.calls);
        if (byPeer.get(peer) === connection) byPeer.delete(peer);
      };
    },
    find: (peer) => byPeer.get(peer),
  };
}
