import { openBlackHole } from './measure/black-hole.ts';
import { findLoadGenerator } from './measure/load.ts';
import { type NodeProgram, readOptions } from './measure/options.ts';
import { publish, type Row } from './measure/output.ts';
import { pinHarness } from './measure/programs.ts';
import { interleave } from './measure/rounds.ts';
import { ratios, summarize } from './measure/statistics.ts';
import { measureThroughput, type Throughput } from './measure/throughput.ts';
import { type ThroughputVariant, throughputVariants } from './measure/throughput-variants.ts';

// How many calls a second the server answers, beside a bare HTTP/2 server, with fresh processes in every round.

const { numbers, nodes } = readOptions({ rounds: 8, seconds: 3 });
const streams = [1, 10, 100];

async function main(): Promise<void> {
  pinHarness();
  const collector = await openBlackHole();
  const variants = throughputVariants(collector.url);
  const generator = findLoadGenerator();
  const tables: { title: string; rows: Row[] }[] = [];
  for (const node of nodes) {
    const measured = await measure(node, variants);
    for (const [column, count] of streams.entries()) {
      const rows = rowsOf(
        variants,
        measured.map((rounds) => rounds.map((round) => round[column])),
      );
      tables.push({ title: `Calls per second, ${count} streams, Node ${node.version}`, rows });
    }
  }
  collector.close();
  publish({ name: 'throughput', conditions: { ...numbers, generator: generator.name }, tables });

  function measure({ path }: NodeProgram, all: readonly ThroughputVariant[]): Promise<Throughput[][][]> {
    const options = { node: path, generator, streams, seconds: numbers.seconds };
    return interleave(all, numbers.rounds, (variant) => measureThroughput(variant, options));
  }
}

/** Everything is compared with the same round's bare server, and with the same round's `no telemetry`. */
function rowsOf(
  variants: readonly ThroughputVariant[],
  measured: readonly (readonly (Throughput | undefined)[])[],
): Row[] {
  const rates = measured.map((rounds) => rounds.map((one) => one?.callsPerSecond ?? Number.NaN));
  const costs = measured.map((rounds) => rounds.map((one) => one?.cpuUsPerCall ?? Number.NaN));
  return variants.map(({ name }, index) => {
    const rate = summarize(rates[index] ?? []);
    const toBare = summarize(ratios(rates[index] ?? [], rates[0] ?? []));
    const toPlain = summarize(ratios(rates[index] ?? [], rates[1] ?? []));
    return {
      server: name,
      'calls/s': rate.median.toFixed(0),
      'p10–p90': `${rate.p10.toFixed(0)}–${rate.p90.toFixed(0)}`,
      '÷ bare': toBare.median.toFixed(2),
      'p10–p90 of ÷': `${toBare.p10.toFixed(2)}–${toBare.p90.toFixed(2)}`,
      '÷ no telemetry': toPlain.median.toFixed(2),
      'CPU µs/call': summarize(costs[index] ?? []).median.toFixed(0),
    };
  });
}

void main();
