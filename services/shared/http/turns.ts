import type { Duplex } from 'node:stream';

/** Lets the requests of one connection be served one after the other, as they are answered. */
export interface Turns {
  /** Does the work when everything before it on the connection is done, or never when the connection ended. */
  take(socket: Duplex, work: (done: (isLast: boolean) => void) => void): void;
}

type Work = Parameters<Turns['take']>[1];

/** With so many waiting, no more are read from the connection. */
const mostWaiting = 16;

/**
 * Without turns, Node starts pipelined requests all at once, and tells only the first of them when the caller leaves.
 */
export function createTurns(): Turns {
  const lines = new WeakMap<Duplex, Work[] | 'ended'>();

  function serve(socket: Duplex, work: Work): void {
    work((isLast) => {
      const line = lines.get(socket);
      if (isLast || socket.destroyed || line === undefined || line === 'ended') {
        lines.set(socket, 'ended');
        return;
      }
      const next = line.shift();
      if (line.length < mostWaiting && socket.isPaused()) socket.resume();
      if (next === undefined) lines.delete(socket);
      else serve(socket, next);
    });
  }

  return {
    take(socket, work) {
      const line = lines.get(socket);
      if (line === 'ended') return;
      if (line === undefined) {
        lines.set(socket, []);
        serve(socket, work);
        return;
      }
      line.push(work);
      if (line.length >= mostWaiting) socket.pause();
    },
  };
}
