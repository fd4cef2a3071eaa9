import { createServer, type IncomingHttpHeaders } from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** A server that answers every call with a bare gRPC status and keeps what it was sent. */
export interface StatusServer {
  readonly port: number;
  /** The headers of each call, in order. */
  readonly calls: readonly IncomingHttpHeaders[];
}

/** Starts one; it ends with the test. The statuses are given in turn, the last one to all further calls. */
export async function startStatusServer(t: TestContext, ...statuses: number[]): Promise<StatusServer> {
  const calls: IncomingHttpHeaders[] = [];
  const server = createServer().on('stream', (stream, headers) => {
    const status = statuses[Math.min(calls.push(headers), statuses.length) - 1];
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': status },
      { endStream: true },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return { port: (server.address() as AddressInfo).port, calls };
}
