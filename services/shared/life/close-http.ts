import type { Server } from 'node:http';

/**
 * Stops accepting and waits for requests in flight.
 * @param forced aborts: what is still in flight then is cut off
 */
export function closeHttp(server: Server, forced: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = () => server.closeAllConnections();
    forced.addEventListener('abort', cutOff);
    server.close(() => {
      forced.removeEventListener('abort', cutOff);
      resolve();
    });
    server.closeIdleConnections();
    if (forced.aborted) cutOff();
  });
}
