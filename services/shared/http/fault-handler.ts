import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { encodeRawTarget } from './raw-target.ts';
import { replay } from './replay.ts';
import type { Turns } from './turns.ts';
import {
  type ParserFault,
  statusLineForFault,
  statusLineForTarget,
  type UnparsableContext,
} from './unparsable.ts';

/** The parts of a server that a fault concerns. */
export interface FaultyServer {
  readonly server: Server;
  readonly unanswered: ReadonlySet<ServerResponse>;
  readonly turns: Turns;
  /** Takes the connections whose answer is their last one. */
  readonly replayed: WeakSet<object>;
}

/** Takes the method, where it is known, and the status of a request that was refused. */
export type OnRefused = (method: string | undefined, status: number) => void;

interface FaultContext extends UnparsableContext {
  readonly onRefused: OnRefused;
}

/** Answers what Node's parser refuses as the original would, after all answers that are still on their way. */
export function handleFaults(
  { server, unanswered, turns, replayed }: FaultyServer,
  context: FaultContext,
): void {
  function onFault(fault: ParserFault, socket: Duplex): void {
    // A fault in the body of a request that is being answered has nothing to add to that answer.
    const inBody = [...unanswered].some(({ req }) => req.socket === socket && !req.complete);
    turns.take(socket, () => {
      const repaired = replayed.has(socket) ? undefined : repair(fault);
      if (repaired !== undefined) replayed.add(replay(server, socket, repaired));
      else refuse(socket, undefined, inBody ? undefined : statusLineForFault(fault, context));
    });
  }

  function refuse(socket: Duplex, method: string | undefined, statusLine: string | undefined): void {
    if (statusLine !== undefined) context.onRefused(method, Number(statusLine.split(' ')[1]));
    endWith(socket, statusLine);
  }

  server.on('clientError', onFault);
  server.on('connect', ({ method, url = '' }, socket) => {
    refuse(socket, method, statusLineForTarget(url, context));
  });
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
