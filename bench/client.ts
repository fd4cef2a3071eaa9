import { join } from 'node:path';
import { get } from './measure/exchanges.ts';
import { readOptions } from './measure/options.ts';
import { publish, type Row } from './measure/output.ts';
import { pinHarness, startProgram } from './measure/programs.ts';
import { interleave } from './measure/rounds.ts';
import { type Series, seriesTo } from './measure/series.ts';
import {
  clientSettings,
  definitions,
  dist,
  nextPort,
  startBenchServer,
  untilAnswered,
} from './measure/services.ts';
import { ratios, summarize } from './measure/statistics.ts';

// What calls cost on the client's side: its channels beside a bare HTTP/2 session, and what its endpoints take.

const { numbers, nodes } = readOptions({ rounds: 30, 'long-rounds': 8, 'http-rounds': 8 });
const together = 50;

async function main(): Promise<void> {
  pinHarness();
  const server = await startBenchServer();
  const tables: { title: string; rows: Row[] }[] = [];
  const series = seriesTo(server.port);
  // In a cold process the first would pay for all.
  for (const one of series) await one.run(100);
  tables.push({ title: '25 calls', rows: await compare(series, 25, numbers.rounds) });
  const long = series.filter(({ name }) => !name.startsWith('a channel'));
  tables.push({ title: '1000 calls', rows: await compare(long, 1000, numbers['long-rounds']) });
  for (const { close } of series) close();
  await server.end();
  for (const { path, version } of nodes) {
    tables.push({
      title: `GET /hello/grpc of the built client, Node ${version}`,
      rows: await askClients(path),
    });
  }
  publish({ name: 'client', conditions: { ...numbers, together }, tables });
}

async function compare(series: readonly Series[], calls: number, rounds: number): Promise<Row[]> {
  const times = await interleave(series, rounds, ({ run }) => timeOf(() => run(calls)));
  return series.map(({ name }, index) => {
    const own = times[index] ?? [];
    const [toBare, toKept] = [ratios(own, times[0] ?? []), ratios(own, times[2] ?? [])];
    return { client: name, ...inMs(own), '÷ bare': two(toBare), '÷ kept channel': two(toKept) };
  });
}

/** Each round starts a client and asks it when it is cold, soon after, and when V8 has compiled what is hot; then all at once. */
async function askClients(node: string): Promise<Row[]> {
  const server = await startBenchServer({ node, processor: 1 });
  const [cold, next, warm, all]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let round = 0; round < numbers['http-rounds']; round += 1) {
    const http = await nextPort();
    const settings = { ...clientSettings({ grpc: server.port, http }), numrequest: 25 };
    const client = startProgram([node, join(dist, 'client.js'), ...definitions(settings)]);
    await untilAnswered(() => get(http, '/q/health/ready', 'UP'));
    const ask = () => get(http, '/hello/grpc', 'Hello');
    cold.push(await timeOf(ask));
    for (let index = 0; index < 20; index += 1) next.push(await timeOf(ask));
    for (let index = 0; index < 80; index += 1) await ask();
    for (let index = 0; index < 20; index += 1) warm.push(await timeOf(ask));
    all.push(await timeOf(() => Promise.all(Array.from({ length: together }, ask))));
    await client.end();
  }
  await server.end();
  return [
    { 'GET, 25 calls each': 'the first of a process', ...inMs(cold) },
    { 'GET, 25 calls each': 'the 2nd to the 21st', ...inMs(next) },
    { 'GET, 25 calls each': 'the 102nd to the 121st', ...inMs(warm) },
    { 'GET, 25 calls each': `${together} at once, to the last answer`, ...inMs(all) },
  ];
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const beganMs = performance.now();
  await work();
  return performance.now() - beganMs;
}

function inMs(times: readonly number[]) {
  const { median, p10, p90 } = summarize(times);
  return { ms: median.toFixed(1), 'p10–p90': `${p10.toFixed(1)}–${p90.toFixed(1)}` };
}

function two(values: readonly number[]): string {
  return summarize(values).median.toFixed(2);
}

void main();
