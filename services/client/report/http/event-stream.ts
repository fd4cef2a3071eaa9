import type { ServerResponse } from 'node:http';

/** Writes server-sent events (HTML Living Standard, 9.2) to a reader that may be slow. */
export interface EventStream {
  /** Whether what was written has left this process; a polite writer waits for it. */
  readonly isFlowing: () => boolean;
  send(event: string, data: unknown): void;
  end(): void;
}

export interface EventStreamOptions {
  readonly heartbeatMs: number;
  /** A reader that takes nothing for so long is given up. */
  readonly stalledMs: number;
}

/** Begins the answer; its connection is watched until it is over. */
export function openEventStream(response: ServerResponse, options: EventStreamOptions): EventStream {
  response.sendDate = false;
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    // Proxies such as nginx would otherwise hold events back.
    'X-Accel-Buffering': 'no',
  });
  let isFlowing = true;
  let stalled: NodeJS.Timeout | undefined;
  const giveUp = () => response.destroy();

  function write(text: string): void {
    if (response.destroyed || response.writableEnded) return;
    isFlowing = response.write(text);
    if (!isFlowing) stalled ??= setTimeout(giveUp, options.stalledMs);
  }

  response.on('drain', () => {
    isFlowing = true;
    clearTimeout(stalled);
    stalled = undefined;
  });
  const heartbeat = setInterval(() => {
    if (isFlowing) write(': still running\n\n');
  }, options.heartbeatMs);
  response.once('close', () => {
    clearInterval(heartbeat);
    clearTimeout(stalled);
  });
  response.flushHeaders();

  return {
    isFlowing: () => isFlowing,
    send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    end() {
      clearInterval(heartbeat);
      stalled ??= setTimeout(giveUp, options.stalledMs);
      response.end();
    },
  };
}
