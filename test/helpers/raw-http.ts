import { connect } from 'node:net';

/** An answer as it stood on the wire. */
export interface RawAnswer {
  readonly status: number;
  /** As sent: order, case and all. */
  readonly headers: readonly string[];
  readonly body: string;
  /** Whether the connection was closed after it. */
  readonly closes: boolean;
}

/** How long a connection that says nothing more counts as open; longer where its end is expected, for slow machines. */
const quietMs = { open: 150, closing: 5000 };

/** Sends bytes, given as Latin-1 text, and reads what comes back until nothing more comes. */
export function exchangeRaw(port: number, request: string, expectsClose: boolean): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    let quiet: NodeJS.Timeout | undefined;
    function finish(closes: boolean): void {
      clearTimeout(quiet);
      socket.destroy();
      resolve(parseAnswer(Buffer.concat(chunks), closes));
    }
    socket.on('error', (error) => (chunks.length > 0 ? finish(true) : reject(error)));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      clearTimeout(quiet);
      quiet = setTimeout(() => finish(false), expectsClose ? quietMs.closing : quietMs.open);
    });
    socket.on('end', () => finish(true));
    socket.setTimeout(10_000, () => finish(false));
    socket.write(Buffer.from(request, 'latin1'));
  });
}

function parseAnswer(bytes: Buffer, closes: boolean): RawAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  const [statusLine = '', ...headers] = bytes.toString('latin1', 0, Math.max(end, 0)).split('\r\n');
  return {
    status: Number(statusLine.split(' ')[1] ?? 0),
    headers,
    body: bytes.toString('utf8', end + 4),
    closes,
  };
}
