import type { Server } from '@grpc/grpc-js';

/** A first call may be on its way on a connection that was just made; so long it is waited for. */
const silenceMs = 200;

export interface DrainOptions {
  /** Aborts: what is still in flight then is cut off. */
  readonly forced: AbortSignal;
  /** Ends connections on which nothing was asked; they would be waited for in vain. */
  readonly endSilent: () => void;
}

/** Stops accepting, tells every caller to go elsewhere (GOAWAY) and waits for calls in flight. */
export function drain(server: Server, { forced, endSilent }: DrainOptions): Promise<void> {
  const silence = setTimeout(endSilent, silenceMs);
  const drained = new Promise<void>((resolve) => {
    forced.addEventListener('abort', () => {
      server.forceShutdown();
      resolve();
    });
    server.tryShutdown(() => resolve());
  });
  return drained.finally(() => clearTimeout(silence));
}
