/** What a channel did, told by its load balancing policy. */
export interface ChannelObserver {
  /** The target resolved to these addresses. */
  resolved(addresses: readonly string[]): void;
  /** The target could not be resolved, or connecting failed. */
  failed(message: string): void;
  /** A connection is up. @returns is called when it is no more */
  connected(): () => void;
}

/** What was told about a channel since it was watched. */
interface ChannelObservations {
  /** The last addresses that it was given. */
  readonly addresses: string[];
  readonly errors: string[];
  /** Connections that were there at the beginning or came up later. */
  readonly connections: number;
}

interface ChannelWatch {
  observations(): ChannelObservations;
  /** Which of them, by its number, a call begun now will take, where there is one at a time. */
  connectionNow(): number;
  stop(): void;
}

/** An observer that keeps what it is told, for any number of watchers at a time. */
export interface WatchedObserver extends ChannelObserver {
  watch(): ChannelWatch;
}

/** So many different errors are kept. */
const mostErrors = 5;

/** Starts with a channel that has done nothing. */
export function createChannelObserver(): WatchedObserver {
  const watchers = new Set<{ connections: number; errors: Set<string> }>();
  let addresses: readonly string[] = [];
  let open = 0;
  return {
    resolved(now) {
      addresses = now;
    },
    failed(message) {
      for (const { errors } of watchers) if (errors.size < mostErrors) errors.add(message);
    },
    connected() {
      open += 1;
      for (const watcher of watchers) watcher.connections += 1;
      return () => {
        open -= 1;
      };
    },
    watch() {
      const watcher = { connections: open, errors: new Set<string>() };
      watchers.add(watcher);
      return {
        observations: () => ({
          addresses: [...addresses],
          errors: [...watcher.errors],
          connections: watcher.connections,
        }),
        connectionNow: () => (open > 0 ? watcher.connections : watcher.connections + 1),
        stop: () => watchers.delete(watcher),
      };
    },
  };
}
