import { constants } from 'node:http2';
import { status } from '@grpc/grpc-js';

/** How a call ended. */
export interface Ending {
  readonly code: number;
  readonly message: string;
}

/** What is known of the call when it ends. */
export interface EndedCall {
  readonly path: string;
  /** Whether any byte of a request came. */
  readonly receivedData: boolean;
}

interface Rewording {
  /** What grpc-js says. */
  readonly said: RegExp;
  /** What the original says, or the code with which it resets the stream. */
  readonly instead: (match: RegExpExecArray, call: EndedCall) => Ending | { readonly resetCode: number };
}

/** Stands for "no encoding", so that a message marked as compressed is an error, as in grpc-java. */
export const noEncoding = 'none-given';

/** Endings that grpc-js and the original's grpc-java tell differently; where 3.0 resets and 3.20 answers, 3.20 counts. */
const rewordings: readonly Rewording[] = [
  {
    said: /^The server does not implement the method /,
    instead: (_, { path }) => ({ code: status.UNIMPLEMENTED, message: `Method not found: ${path.slice(1)}` }),
  },
  {
    said: /^Received no request message /,
    instead: (_, { receivedData }) => ({
      code: status.INTERNAL,
      message: receivedData ? 'Encountered end-of-stream mid-frame' : 'Half-closed without a request',
    }),
  },
  {
    said: /^Received a second request message /,
    instead: () => ({ code: status.INTERNAL, message: 'Too many requests' }),
  },
  {
    said: /^Received message larger than max \((\d+) vs (\d+)\)/,
    instead: ([, size, limit]) => ({
      code: status.RESOURCE_EXHAUSTED,
      message: `gRPC message exceeds maximum size ${limit}: ${size}`,
    }),
  },
  {
    said: new RegExp(`^Received message compressed with unsupported encoding "${noEncoding}"`),
    instead: () => ({
      code: status.INTERNAL,
      message: "Can't decode compressed gRPC message as compression not configured",
    }),
  },
  { said: /^Error deserializing request$/, instead: () => ({ code: status.UNKNOWN, message: '' }) },
  {
    said: /^(Failed to decompress message|Received message that decompresses to a size larger)/,
    instead: () => ({ code: status.UNKNOWN, message: '' }),
  },
  { said: /^Deadline exceeded$/, instead: () => ({ resetCode: constants.NGHTTP2_CANCEL }) },
];

/** Says it as the original does. */
export function reword(ending: Ending, call: EndedCall): Ending | { readonly resetCode: number } {
  for (const { said, instead } of rewordings) {
    const match = said.exec(ending.message);
    if (match !== null) return instead(match, call);
  }
  return ending;
}

/** Percent-encodes a status message (gRPC over HTTP/2, `Percent-Encoded`). */
export function percentEncode(message: string): string {
  return message.replace(/[^ -$&-~]/gu, (character) =>
    [...Buffer.from(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}
