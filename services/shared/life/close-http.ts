import type { HttpServer } from '../http/http-server.ts';

/**
 * Stops accepting and waits for requests in flight; connections without one are ended, also those that never had one,
 * which Node's `closeIdleConnections` leaves open.
 * @param forced aborts: what is still in flight then is cut off
 */
export function closeHttp({ server, unanswered }: HttpServer, forced: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = () => server.closeAllConnections();
    function cutOffWhenAnswered(): void {
      if (unanswered.size === 0) cutOff();
    }
    forced.addEventListener('abort', cutOff);
    server.close(() => {
      forced.removeEventListener('abort', cutOff);
      resolve();
    });
    for (const response of unanswered) response.once('close', cutOffWhenAnswered);
    cutOffWhenAnswered();
  });
}
