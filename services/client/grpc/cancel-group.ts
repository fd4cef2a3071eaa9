/** Something that can be cancelled. */
interface Cancellable {
  cancel(): void;
}

/** Cancels calls when their signal aborts, with one listener for each signal, however many calls it is for. */
export interface CancelGroup {
  add(signal: AbortSignal, call: Cancellable): void;
  remove(signal: AbortSignal, call: Cancellable): void;
}

/** Starts with no calls. A signal and its calls are forgotten when nobody else holds the signal. */
export function createCancelGroup(): CancelGroup {
  const groups = new WeakMap<AbortSignal, Set<Cancellable>>();

  function groupOf(signal: AbortSignal): Set<Cancellable> {
    const group = new Set<Cancellable>();
    groups.set(signal, group);
    signal.addEventListener('abort', () => {
      for (const call of group) call.cancel();
    });
    return group;
  }

  return {
    add(signal, call) {
      if (signal.aborted) call.cancel();
      else (groups.get(signal) ?? groupOf(signal)).add(call);
    },
    remove: (signal, call) => void groups.get(signal)?.delete(call),
  };
}
