import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { StartError } from '../shared/life/service.ts';

/** Forwards TCP connections. */
export interface Forwarder {
  readonly port: number;
  /** Ends all connections and listens no more. */
  close(): Promise<void>;
}

export interface ForwarderOptions {
  /** Port to listen on, on loopback; 0 lets the system choose. */
  readonly port: number;
  /** Picks the backend's port for a new connection; kube-proxy picks at random. */
  readonly choose: () => number;
}

/**
 * Does what a ClusterIP does: a backend is picked once for each connection, whatever is said on it.
 * @throws StartError when the port is taken
 */
export async function startForwarder({ port, choose }: ForwarderOptions): Promise<Forwarder> {
  const open = new Set<Socket>();
  const server = createServer((caller) => {
    const backend = connect(choose(), '127.0.0.1');
    for (const [from, to] of [
      [caller, backend],
      [backend, caller],
    ] as const) {
      open.add(from);
      from.setNoDelay(true).pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        open.delete(from);
      });
    }
  });
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const sentence = `The forwarder cannot listen on 127.0.0.1:${port}, probably because another process does.`;
      reject(
        new StartError(`${sentence} -Dquarkus.grpc.clients.hello.port=… chooses another port.`, { cause }),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}
