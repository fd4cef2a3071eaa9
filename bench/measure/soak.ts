import { createHeapTeller } from './heap-teller.ts';
import type { LoadGenerator } from './load.ts';
import { startBenchServer } from './services.ts';

export interface SoakResult {
  /** The heap after each stretch of load, garbage collected. */
  readonly everyMiB: readonly number[];
  /** Fitted by least squares to all but the first, in which caches still fill. */
  readonly slopeMiBPerHour: number;
}

const stretches = 10;

/** Loads one server for so long, and looks at its heap ten times. */
export async function soak(options: {
  readonly node: string;
  readonly minutes: number;
  readonly generator: LoadGenerator;
}): Promise<SoakResult> {
  const teller = createHeapTeller();
  const { flags, environment } = teller;
  const server = await startBenchServer({ node: options.node, flags, environment });
  const seconds = Math.max(1, Math.round((options.minutes * 60) / stretches));
  const everyMiB: number[] = [];
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    await options.generator.load({ port: server.port, streams: 100, seconds });
    everyMiB.push(await teller.read(server.child.pid ?? 0));
  }
  await server.end();
  teller.remove();
  return { everyMiB, slopeMiBPerHour: slopeOf(everyMiB.slice(1)) * (3600 / seconds) };
}

function slopeOf(values: readonly number[]): number {
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const [middle, level] = [(values.length - 1) / 2, mean(values)];
  const covariance = mean(values.map((value, index) => (index - middle) * (value - level)));
  return covariance / mean(values.map((_, index) => (index - middle) ** 2));
}
