import type { Logger } from '../logging/logging.ts';

/** One named step of ending a process; each bounds itself in time. */
export interface StopStep {
  readonly name: string;
  run(): void | Promise<void>;
}

/** Runs the steps in order. One that fails is logged and does not keep the others from running. */
export async function runStopSteps(steps: readonly StopStep[], logger: Logger): Promise<void> {
  for (const { name, run } of steps) {
    try {
      await run();
    } catch (error) {
      logger.error(`The step "${name}" of stopping failed.`, { error });
    }
  }
}
