import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { encodeRawTarget } from './raw-target.ts';
import { replay } from './replay.ts';
import {
  type ParserFault,
  statusLineForFault,
  statusLineForTarget,
  type UnparsableContext,
} from './unparsable.ts';

/** Answers what Node's parser refuses as the original would, after all answers that are still on their way. */
export function handleFaults(
  server: Server,
  unanswered: ReadonlySet<ServerResponse>,
  context: UnparsableContext,
): void {
  function onFault(fault: ParserFault, socket: Duplex): void {
    const last = [...unanswered].filter(({ req }) => req.socket === socket).at(-1);
    if (last !== undefined) {
      // A fault in the body of a request that is being answered has nothing to add to that answer.
      const statusLine = last.req.complete ? statusLineForFault(fault, context) : undefined;
      last.once('close', () => endWith(socket, statusLine));
      return;
    }
    const repaired = repair(fault);
    if (repaired !== undefined) replay(server, socket, repaired);
    else endWith(socket, statusLineForFault(fault, context));
  }

  server.on('clientError', onFault);
  server.on('connect', ({ url = '' }, socket) => endWith(socket, statusLineForTarget(url, context)));
}

function repair({ code, rawPacket, bytesParsed = 0 }: ParserFault): Buffer | undefined {
  return code === 'HPE_INVALID_URL' && rawPacket ? encodeRawTarget(rawPacket, bytesParsed) : undefined;
}

/** How long a caller may take to read the last words and hang up. */
const lingerMs = 1000;

function endWith(socket: Duplex, statusLine: string | undefined): void {
  // The caller may be gone, or go while it is told; that is no error of ours.
  socket.on('error', () => undefined);
  if (statusLine === undefined || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(`${statusLine}\r\ncontent-length: 0\r\n\r\n`);
  // What is still to come is read away: closing on unread bytes would take the answer back.
  socket.resume();
  setTimeout(() => socket.destroy(), lingerMs).unref();
}
