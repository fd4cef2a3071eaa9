/** Says no to work that would be too much at once. */
export class TooManyRunsError extends Error {
  override readonly name = 'TooManyRunsError';
}

/** Lets so many runs go on at once, and no more. */
export interface RunGate {
  /** @throws TooManyRunsError @returns is called when the run is over */
  enter(): () => void;
}

/** @param most at once */
export function createRunGate(most: number): RunGate {
  let running = 0;
  return {
    enter() {
      if (running >= most) {
        throw new TooManyRunsError(
          `${running} ${running === 1 ? 'run is' : 'runs are'} going on; hello.run.max-concurrent-runs allows ${most} at once. Try again when one has ended.`,
        );
      }
      running += 1;
      let isOver = false;
      return () => {
        if (!isOver) running -= 1;
        isOver = true;
      };
    },
  };
}
