/** Whether this process wants calls. */
export interface Readiness {
  /** True between the moment everything listens and the first step of stopping. */
  isReady(): boolean;
  /** True before that moment. */
  isStarting(): boolean;
  /** True from the first step of stopping on. */
  isStopping(): boolean;
  becomeReady(): void;
  stopBeingReady(): void;
  /** Calls back at every change, at once. */
  onChange(listener: (ready: boolean) => void): void;
}

/** Starts as not ready. */
export function createReadiness(): Readiness {
  let state: 'starting' | 'ready' | 'stopping' = 'starting';
  const listeners: ((ready: boolean) => void)[] = [];
  function become(next: 'ready' | 'stopping'): void {
    if (state === next) return;
    state = next;
    for (const listener of listeners) listener(state === 'ready');
  }
  return {
    isReady: () => state === 'ready',
    isStarting: () => state === 'starting',
    isStopping: () => state === 'stopping',
    becomeReady: () => become('ready'),
    stopBeingReady: () => become('stopping'),
    onChange: (listener) => void listeners.push(listener),
  };
}
