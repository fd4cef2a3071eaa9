/** Whether this process wants calls. */
export interface Readiness {
  /** True between the moment everything listens and the first step of stopping. */
  isReady(): boolean;
  becomeReady(): void;
  stopBeingReady(): void;
  /** Calls back at every change, at once. */
  onChange(listener: (ready: boolean) => void): void;
}

/** Starts as not ready. */
export function createReadiness(): Readiness {
  let ready = false;
  const listeners: ((ready: boolean) => void)[] = [];
  function become(next: boolean): void {
    if (ready === next) return;
    ready = next;
    for (const listener of listeners) listener(next);
  }
  return {
    isReady: () => ready,
    becomeReady: () => become(true),
    stopBeingReady: () => become(false),
    onChange: (listener) => void listeners.push(listener),
  };
}
