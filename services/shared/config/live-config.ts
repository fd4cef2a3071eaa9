import { toError } from '../errors/to-error.ts';

/** Settings that may change while the process runs. */
export interface LiveConfig<T> {
  /** The last good values. */
  current(): T;
  /** Reads the settings again; bad ones are told to `refused` and change nothing. */
  reread(): void;
}

/** What is told about a re-reading. */
export interface LiveConfigEvents<T> {
  /** The settings were read and differ from before. */
  readonly changed: (now: T, before: T) => void;
  /** The settings are not usable. */
  readonly refused: (error: Error) => void;
}

/**
 * Keeps the last good values of settings.
 * @param read reads them anew, throws when one of them is bad
 */
export function createLiveConfig<T>(initial: T, read: () => T, events: LiveConfigEvents<T>): LiveConfig<T> {
  let values = initial;
  return {
    current: () => values,
    reread() {
      try {
        const before = values;
        const now = read();
        if (JSON.stringify(now) === JSON.stringify(before)) return;
        values = now;
        events.changed(now, before);
      } catch (error) {
        events.refused(toError(error));
      }
    },
  };
}
