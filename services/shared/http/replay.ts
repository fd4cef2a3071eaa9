import type { Server } from 'node:http';
import { Duplex } from 'node:stream';

/**
 * Gives a connection to the server anew, with other bytes in front of what is still to come.
 * @returns the connection as the server sees it now; it is meant for one more answer, not for a long life
 */
export function replay(server: Server, socket: Duplex, first: Buffer): Duplex {
  // Takes the connection away from the parser that refused it; listening for data also undoes its native reading.
  // Node frees a parser when its connection closes, and would otherwise time it out later.
  for (const freeParser of socket.listeners('close')) freeParser.call(socket);
  socket.removeAllListeners('data').removeAllListeners('end').removeAllListeners('close');
  const again = new Duplex({
    allowHalfOpen: true,
    read: () => void socket.resume(),
    write: (chunk, encoding, done) => void socket.write(chunk, encoding, done),
    final: (done) => void socket.end(done),
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  again.push(first);
  socket.on('data', (chunk: Buffer) => {
    if (!again.push(chunk)) socket.pause();
  });
  socket.on('end', () => again.push(null));
  socket.on('close', () => again.destroy());
  socket.on('error', () => again.destroy());
  server.emit('connection', again);
  return again;
}
