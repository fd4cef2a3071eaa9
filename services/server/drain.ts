import type { Server } from '@grpc/grpc-js';

/**
 * Stops accepting, tells every caller to go elsewhere (GOAWAY) and waits for calls in flight.
 * @param forced aborts: what is still in flight then is cut off
 */
export function drain(server: Server, forced: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    forced.addEventListener('abort', () => {
      server.forceShutdown();
      resolve();
    });
    server.tryShutdown(() => resolve());
  });
}
