import { type Bar, describeBar, isBroken } from './measure/bars.ts';
import { openBlackHole } from './measure/black-hole.ts';
import { findLoadGenerator } from './measure/load.ts';
import { publish } from './measure/output.ts';
import { pinHarness } from './measure/programs.ts';
import { interleave } from './measure/rounds.ts';
import { seriesTo } from './measure/series.ts';
import { dist, startBenchServer } from './measure/services.ts';
import { startVariants } from './measure/start-variants.ts';
import { ratios } from './measure/statistics.ts';
import { measureThroughput, type Throughput } from './measure/throughput.ts';
import { throughputVariants } from './measure/throughput-variants.ts';
import { timeStart } from './measure/time-start.ts';

// The bars, in two minutes; fails when a ratio is beyond its own by more than the noise measured here.

const rounds = { start: 7, throughput: 4, calls: 15 };
const mostAttempts = 3;
const streams = [1, 100];

async function main(): Promise<void> {
  pinHarness();
  const bars: Bar[] = [];
  for (const measure of [startBars, callBars, throughputBars]) bars.push(...(await measureAgain(measure)));
  publish({ name: 'check', conditions: rounds, tables: [{ title: 'Bars', rows: bars.map(describeBar) }] });
  if (bars.some(isBroken)) process.exitCode = 1;
}

/** A bar that is broken may have met a bad minute: the rounds of other minutes are added before that is said. */
async function measureAgain(measure: () => Promise<Bar[]>): Promise<Bar[]> {
  let bars = await measure();
  for (let attempt = 1; attempt < mostAttempts && bars.some(isBroken); attempt += 1) {
    const more = await measure();
    bars = bars.map((bar, index) => ({ ...bar, ratios: [...bar.ratios, ...(more[index]?.ratios ?? [])] }));
  }
  return bars;
}

async function startBars(): Promise<Bar[]> {
  const greeter = await startBenchServer({ processor: 1 });
  const wanted = ['empty process', 'bare node:http2 server', 'server', 'server, tracing on', 'client'];
  const variants = startVariants(dist, greeter.port).filter(({ name }) => wanted.includes(name));
  const times = await interleave(variants, rounds.start, (variant) =>
    timeStart(process.execPath, variant, undefined),
  );
  await greeter.end();
  const wall = times.map((starts) => starts.map(({ wallMs }) => wallMs));
  const cpu = times.map((starts) => starts.map(({ cpuMs }) => cpuMs));
  return [
    { what: 'start of the server ÷ empty process', atMost: 4.5, ratios: ratiosOf(wall, 2, 0) },
    { what: 'its CPU time ÷ bare http2 server', atMost: 3.5, ratios: ratiosOf(cpu, 2, 1) },
    { what: 'start of the server, tracing on ÷ empty process', atMost: 6, ratios: ratiosOf(wall, 3, 0) },
    { what: 'start of the client to /hello/grpc ÷ empty process', atMost: 6, ratios: ratiosOf(wall, 4, 0) },
  ];
}

async function callBars(): Promise<Bar[]> {
  const server = await startBenchServer();
  const series = seriesTo(server.port).filter(({ name }) => name !== 'a channel for each call');
  for (const one of series) await one.run(500);
  const times = await interleave(series, rounds.calls, async ({ run }) => {
    const beganMs = performance.now();
    await run(25);
    return performance.now() - beganMs;
  });
  for (const { close } of series) close();
  await server.end();
  return [
    { what: '25 calls, fresh ÷ kept channel', atMost: 1.2, ratios: ratiosOf(times, 3, 2) },
    { what: '25 calls, kept channel ÷ kept bare session', atMost: 1.5, ratios: ratiosOf(times, 2, 0) },
  ];
}

async function throughputBars(): Promise<Bar[]> {
  const generator = findLoadGenerator();
  const collector = await openBlackHole();
  const variants = throughputVariants(collector.url).filter(({ name }) => name !== 'metrics, traces 1 %');
  const options = { node: process.execPath, generator, streams, seconds: 1 };
  const measured = await interleave(variants, rounds.throughput, (variant) =>
    measureThroughput(variant, options),
  );
  collector.close();
  const [one = [], hundred = []] = streams.map((_, column) =>
    measured.map((all) => all.map(ratesAt(column))),
  );
  return [
    { what: 'calls/s, no telemetry ÷ bare, 1 stream', atLeast: 0.7, ratios: ratiosOf(one, 1, 0) },
    { what: 'calls/s, no telemetry ÷ bare, 100 streams', atLeast: 0.5, ratios: ratiosOf(hundred, 1, 0) },
    { what: 'calls/s, metrics ÷ no telemetry, 100 streams', atLeast: 0.92, ratios: ratiosOf(hundred, 2, 1) },
    { what: 'calls/s, log line ÷ none, 100 streams', atLeast: 0.9, ratios: ratiosOf(hundred, 3, 2) },
    {
      // The goal is 0.70; bench/README.md says what stands in the way. This finds what makes it worse.
      what: 'calls/s, metrics and traces ÷ neither, 100 streams',
      atLeast: 0.5,
      ratios: ratiosOf(hundred, 4, 1),
    },
  ];
}

function ratesAt(column: number): (measured: readonly Throughput[]) => number {
  return (measured) => measured[column]?.callsPerSecond ?? Number.NaN;
}

function ratiosOf(all: readonly (readonly number[])[], index: number, anchor: number): number[] {
  return ratios(all[index] ?? [], all[anchor] ?? []);
}

void main();
