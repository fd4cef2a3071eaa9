import type { ServerResponse } from 'node:http';

/** A signal that aborts when a response is over, or its caller has left before, be it long ago. */
export function abortWhenClosed(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  // What answers may have been loaded first; one who left meanwhile will not close again.
  if (response.destroyed) controller.abort();
  else response.once('close', () => controller.abort());
  return controller.signal;
}
