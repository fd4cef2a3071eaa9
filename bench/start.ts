import { withCompiledDist } from './measure/compiled-dist.ts';
import { type ControlGroup, createControlGroup } from './measure/control-group.ts';
import { type NodeProgram, readOptions } from './measure/options.ts';
import { publish, type Row } from './measure/output.ts';
import { pinHarness } from './measure/programs.ts';
import { interleave } from './measure/rounds.ts';
import { startBenchServer } from './measure/services.ts';
import { type StartVariant, startVariants } from './measure/start-variants.ts';
import { ratios, summarize } from './measure/statistics.ts';
import { type StartTime, timeStart } from './measure/time-start.ts';

// From the start of a process to its first right answer, beside an empty Node process and a bare HTTP/2 server.

const { numbers, nodes } = readOptions({ rounds: 15, 'quota-rounds': 5 });
const quotasMillis = [250, 500];

async function main(): Promise<void> {
  pinHarness();
  const greeter = await startBenchServer({ processor: 1 });
  const tables: { title: string; rows: Row[] }[] = [];
  for (const node of nodes) {
    await withCompiledDist(node.path, async (folder) => {
      const variants = startVariants(folder, greeter.port);
      const measured = await measure(node, variants, numbers.rounds);
      tables.push({ title: `Start, Node ${node.version}`, rows: rowsOf(variants, measured) });
      const title = `Start beside the original, Node ${node.version}`;
      tables.push({ title, rows: besideOriginal(variants, measured) });
      for (const cpuMillis of quotasMillis) {
        const group = createControlGroup({ cpuMillis });
        if (group === undefined) {
          console.error('Control groups cannot be made here, so starts under a quota are left out.');
          return;
        }
        const throttled = await measure(node, variants, numbers['quota-rounds'], group);
        tables.push({
          title: `Start with ${cpuMillis}m of a processor, Node ${node.version}`,
          rows: rowsOf(variants, throttled),
        });
        group.remove();
      }
    });
  }
  await greeter.end();
  publish({ name: 'start', conditions: { ...numbers }, tables });
}

function measure(node: NodeProgram, variants: readonly StartVariant[], rounds: number, group?: ControlGroup) {
  return interleave(variants, rounds, (variant) => timeStart(node.path, variant, group));
}

function rowsOf(variants: readonly StartVariant[], times: readonly StartTime[][]): Row[] {
  const wall = (index: number) => times[index]?.map(({ wallMs }) => wallMs) ?? [];
  const cpu = (index: number) => times[index]?.map(({ cpuMs }) => cpuMs) ?? [];
  const bare = variants.findIndex(({ name }) => name.startsWith('bare'));
  return variants.map(({ name, opens }, index) => {
    const all = summarize(wall(index));
    const toEmpty = summarize(ratios(wall(index), wall(0)));
    const row = {
      what: name,
      ms: all.median.toFixed(0),
      'p10–p90': `${all.p10.toFixed(0)}–${all.p90.toFixed(0)}`,
      '÷ empty': toEmpty.median.toFixed(2),
      'p10–p90 of ÷': `${toEmpty.p10.toFixed(2)}–${toEmpty.p90.toFixed(2)}`,
    };
    if (opens === undefined) return row;
    return {
      ...row,
      'CPU ms': summarize(cpu(index)).median.toFixed(0),
      'CPU ÷ bare': summarize(ratios(cpu(index), cpu(bare))).median.toFixed(2),
      'peak MiB': summarize((times[index] ?? []).map(({ mostMiB }) => mostMiB)).median.toFixed(0),
    };
  });
}

/** Where these were measured, a bare grpc-js server took 177 ms: by way of it they can be compared on any machine. */
const original = { grpcJsMs: 177, 'server, tracing on': 2654, client: 2780 };

/** What Quarkus 3.0.3 takes on JDK 17, with telemetry, against what is shipped here. */
function besideOriginal(variants: readonly StartVariant[], times: readonly StartTime[][]): Row[] {
  const wall = (name: string) => {
    const index = variants.findIndex((variant) => variant.name === name);
    return times[index]?.map(({ wallMs }) => wallMs) ?? [];
  };
  return (['server, tracing on', 'client'] as const).map((name) => {
    const toGrpcJs = summarize(ratios(wall(name), wall('bare grpc-js server'))).median;
    return {
      what: name,
      '÷ bare grpc-js': toGrpcJs.toFixed(2),
      'the original ÷ bare grpc-js': (original[name] / original.grpcJsMs).toFixed(1),
      '÷ the original': ((toGrpcJs * original.grpcJsMs) / original[name]).toFixed(3),
    };
  });
}

void main();
