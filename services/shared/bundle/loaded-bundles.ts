/** A bundle that runs in this process. */
export interface LoadedBundle {
  readonly file: string;
  /** Why the compiled code that stands beside it is not used, as a sentence; undefined when it is. */
  readonly refusal: string | undefined;
}

/** Registered with the whole process, because the one who loads a bundle and the bundle share no module. */
const register = Symbol.for('grpc-hello.bundles');

type Registered = typeof globalThis & { [register]?: LoadedBundle[] };

/** What was loaded so far in this process; nothing when it runs from source. */
export function loadedBundles(): LoadedBundle[] {
  const everywhere = globalThis as Registered;
  everywhere[register] ??= [];
  return everywhere[register];
}

/** One sentence for each. */
export function describeLoading({ file, refusal }: LoadedBundle): string {
  return refusal === undefined
    ? `${file} runs from its compiled code.`
    : `${file} was compiled anew, as ${file}.cache does not fit. ${refusal}`;
}
