import type { HelloReply } from '../shared/proto/greeter.ts';

/** Greets, and counts. */
export interface Greeter {
  greet(name: string): HelloReply;
}

/** Starts a count; it is one for the process and wraps like a Java int. */
export function createGreeter(): Greeter {
  let count = 0;
  return {
    greet(name) {
      count = (count + 1) | 0;
      return { message: `Hello ${name}`, count };
    },
  };
}
