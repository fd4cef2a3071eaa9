import { sayHello } from './exchanges.ts';
import type { LoadGenerator } from './load.ts';
import { startBenchServer } from './services.ts';
import type { ThroughputVariant } from './throughput-variants.ts';

/** What a server did with so many streams. */
export interface Throughput {
  readonly callsPerSecond: number;
  /** Of the server's process, its collector of garbage included. */
  readonly cpuUsPerCall: number;
}

export interface ThroughputOptions {
  readonly node: string;
  readonly generator: LoadGenerator;
  readonly streams: readonly number[];
  readonly seconds: number;
}

/** Starts a fresh server, warms it up and loads it with each number of streams in turn. */
export async function measureThroughput(
  { settings, bare, environment }: ThroughputVariant,
  { node, generator, streams, seconds }: ThroughputOptions,
): Promise<Throughput[]> {
  const server = await startBenchServer({
    node,
    ...(settings && { settings }),
    ...(bare && { bare }),
    ...(environment && { environment }),
  });
  const measured: Throughput[] = [];
  try {
    await generator.load({ port: server.port, streams: 100, seconds });
    for (const count of streams) {
      const before = server.cpuMs();
      const { callsPerSecond, calls } = await generator.load({ port: server.port, streams: count, seconds });
      measured.push({ callsPerSecond, cpuUsPerCall: ((server.cpuMs() - before) * 1000) / calls });
    }
    await sayHello(server.port);
  } finally {
    await server.end();
  }
  return measured;
}
