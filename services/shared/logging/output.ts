import pino from 'pino';

/** Where lines go: logs and the replies that `/hello/grpc` prints share it, so their order is kept. */
export interface Output {
  write(text: string): void;
  /** Writes all that waits, at once. */
  flush(): void;
}

/** Lines are held back until so many characters wait … */
const chunkLength = 65_536;
/** Beyond so many, lines are dropped: a reader that does not read must not cost the process its memory. */
const mostBytes = 16 * 1024 * 1024;
/** … or so much time has passed: soon enough for a reader, seldom enough to cost no throughput. */
const holdMs = 50;

/** A buffered output on a file descriptor: 1 for standard output, 2 for standard error. */
export function bufferedOutput(descriptor: 1 | 2): Output {
  const destination = pino.destination({ dest: descriptor, sync: false, maxLength: mostBytes });
  // A reader that went away (`| head`) must not end the process.
  destination.on('error', () => undefined);
  // The destination could hold lines back itself, but measures all that it holds with every line.
  let held = '';
  let isTimed = false;
  function handOver(): void {
    if (held === '') return;
    const text = held;
    held = '';
    destination.write(text);
  }
  return {
    write(text) {
      held += text;
      if (held.length >= chunkLength) handOver();
      if (isTimed) return;
      isTimed = true;
      setTimeout(() => {
        isTimed = false;
        handOver();
      }, holdMs).unref();
    },
    flush() {
      try {
        handOver();
        destination.flushSync();
      } catch {
        // Nobody reads any more; there is no one left to tell.
      }
    },
  };
}
