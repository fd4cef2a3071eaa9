import { setTimeout as wait } from 'node:timers/promises';
import { createControlGroup } from './measure/control-group.ts';
import { findLoadGenerator } from './measure/load.ts';
import { readOptions } from './measure/options.ts';
import { publish, type Row } from './measure/output.ts';
import { pinHarness } from './measure/programs.ts';
import { startBenchServer } from './measure/services.ts';
import { soak } from './measure/soak.ts';
import { summarize } from './measure/statistics.ts';

// How much memory the server takes: idle, after a load, in the smallest group it is made for, and over a long time.

const { numbers, nodes } = readOptions({ rounds: 5, seconds: 10, minutes: 1 });
const groupMiB = 128;
const generator = findLoadGenerator();

async function main(): Promise<void> {
  pinHarness();
  const tables: { title: string; rows: Row[] }[] = [];
  for (const { path, version } of nodes) {
    const rows = [await atRest(path, true), await atRest(path, false), await confined(path)];
    tables.push({ title: `Memory, Node ${version}`, rows });
    const { everyMiB, slopeMiBPerHour } = await soak({ node: path, minutes: numbers.minutes, generator });
    const title = `Heap after collection, ${numbers.minutes} minutes at full load, Node ${version}`;
    const rounded = everyMiB.map((size) => size.toFixed(1)).join(' ');
    tables.push({
      title,
      rows: [{ 'MiB, from begin to end': rounded, 'MiB/h': slopeMiBPerHour.toFixed(1) }],
    });
  }
  publish({ name: 'memory', conditions: { ...numbers, generator: generator.name }, tables });
}

/** A second after its start, and after a load. */
async function atRest(node: string, bare: boolean): Promise<Row> {
  const [idle, most]: [number[], number[]] = [[], []];
  for (let round = 0; round < numbers.rounds; round += 1) {
    const server = await startBenchServer({ node, bare });
    await wait(1000);
    idle.push(server.memoryMiB().now);
    await generator.load({ port: server.port, streams: 50, seconds: numbers.seconds });
    most.push(server.memoryMiB().most);
    await server.end();
  }
  return {
    server: bare ? 'bare node:http2' : 'server, metrics',
    'idle MiB': summarize(idle).median.toFixed(0),
    'most under load MiB': summarize(most).median.toFixed(0),
  };
}

/** @throws Error when the kernel ended it, or it answered no more */
async function confined(node: string): Promise<Row> {
  const group = createControlGroup({ memoryMiB: groupMiB });
  if (group === undefined)
    return { server: `in ${groupMiB} MiB`, 'most under load MiB': 'no control groups here' };
  const server = await startBenchServer({ node, group });
  const { callsPerSecond } = await generator.load({
    port: server.port,
    streams: 100,
    seconds: numbers.seconds * 3,
  });
  const most = server.memoryMiB().most;
  const kills = group.kills();
  await server.end();
  group.remove();
  if (kills > 0) throw new Error(`The server was killed for want of memory in ${groupMiB} MiB.`);
  return {
    server: `in ${groupMiB} MiB, saturated`,
    'most under load MiB': most.toFixed(0),
    'calls/s': callsPerSecond.toFixed(0),
    kills,
  };
}

void main();
