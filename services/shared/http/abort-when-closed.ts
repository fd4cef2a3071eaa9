import type { ServerResponse } from 'node:http';

/** A signal that aborts when a response is over, or its caller has left before. */
export function abortWhenClosed(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}
