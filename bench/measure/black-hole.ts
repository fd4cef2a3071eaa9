import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes all spans that are sent to it, and counts their bytes. */
export interface BlackHole {
  readonly url: string;
  received(): number;
  close(): void;
}

/** Listens as a collector that speaks OTLP over HTTP. */
export async function openBlackHole(): Promise<BlackHole> {
  let bytes = 0;
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    request.on('end', () => response.end('{}'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received: () => bytes,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
