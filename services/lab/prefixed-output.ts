import type { Output } from '../shared/logging/output.ts';

/** Says in front of every line who wrote it. */
export function prefixedOutput(output: Output, prefix: string): Output {
  return {
    write: (text) => output.write(text.replace(/^(?=.)/gm, prefix)),
    flush: output.flush,
  };
}
