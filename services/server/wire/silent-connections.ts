import type { Http2Session } from 'node:http2';
import type { Socket } from 'node:net';

/** The connections on which nothing was asked yet, not even a handshake made. */
export interface SilentConnections {
  enter(socket: Socket): void;
  /** Takes a connection out, when something was asked on it. */
  hasSpoken(session: Http2Session | undefined): void;
  /** Ends them; closing their sessions would wait for a peer that never spoke. */
  end(): void;
}

/** Starts without any. */
export function createSilentConnections(): SilentConnections {
  const sockets = new Map<string, Socket>();
  const spoken = new WeakSet<Http2Session>();
  return {
    enter(socket) {
      const peer = peerOf(socket);
      sockets.set(peer, socket);
      socket.once('close', () => sockets.get(peer) === socket && sockets.delete(peer));
    },
    hasSpoken(session) {
      if (session === undefined || spoken.has(session)) return;
      spoken.add(session);
      sockets.delete(peerOf(session.socket));
    },
    end() {
      for (const socket of sockets.values()) socket.destroy();
    },
  };
}

function peerOf({ remoteAddress, remotePort }: Pick<Socket, 'remoteAddress' | 'remotePort'>): string {
  return `${remoteAddress}:${remotePort}`;
}
