import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Client, credentials } from '@grpc/grpc-js';
import { createChannelOptions } from '../services/client/channel-options.ts';
import { readCommandConfig } from '../services/client/command/command-config.ts';
import { connectReports } from '../services/client/report/connect-reports.ts';
import { configParameters } from '../services/client/report/parameters/config-parameters.ts';
import { readParameters } from '../services/client/report/parameters/read-parameters.ts';
import { loadGreeter } from '../services/shared/proto/greeter.ts';
import { startBenchServer } from './measure/services.ts';
import { median } from './measure/statistics.ts';

// What a report costs for each call: runs of 10,000 calls against a bare loop of the same client, in turn, in CPU time
// of this process; the server is another one. Then, whether the heap grows from run to run.

const calls = 10_000;
const rounds = 8;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function bareLoop(target: string): Promise<void> {
  const { path, requestSerialize, responseDeserialize } = loadGreeter().sayHello;
  const client = new Client(target, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 });
  for (let index = 0; index < calls; index += 1) {
    await new Promise<void>((resolve, reject) => {
      client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        { name: `prom${index}` },
        (error) => (error ? reject(error) : resolve()),
      );
    });
  }
  client.close();
}

async function cpuMsOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function main(): Promise<void> {
  const server = await startBenchServer();
  const target = `127.0.0.1:${server.port}`;
  const systemProperties = new Map([
    ['quarkus.grpc.clients.hello.host', '127.0.0.1'],
    ['quarkus.grpc.clients.hello.port', String(server.port)],
    ['hello.report.backends.count', '3'],
  ]);
  const { config } = readCommandConfig({ systemProperties, environment: {}, workingDirectory: '/' });
  const reports = connectReports({
    config,
    credentials: credentials.createInsecure(),
    channelOptions: createChannelOptions(config, false),
    onReport: () => undefined,
  });
  const parameters = readParameters(
    configParameters(config, config),
    new Map([['requests', [String(calls)]]]),
  );
  const report = () => reports.run(parameters, { signal: new AbortController().signal, headers: {} });

  const [bare, engine, heap]: [number[], number[], number[]] = [[], [], []];
  for (let round = -1; round < rounds; round += 1) {
    const bareMs = await cpuMsOf(() => bareLoop(target));
    const engineMs = await cpuMsOf(report);
    // The first round only warms up.
    if (round < 0) continue;
    bare.push(bareMs);
    engine.push(engineMs);
    collectGarbage();
    heap.push(process.memoryUsage().heapUsed / 1024 ** 2);
  }
  await server.end();
  reports.close();
  const ratios = engine.map((engineMs, index) => engineMs / (bare[index] ?? Number.NaN));
  console.log(
    `CPU of ${calls} calls, ${rounds} rounds: bare loop ${median(bare).toFixed(0)} ms, report ${median(engine).toFixed(0)} ms`,
  );
  console.log(
    `report ÷ bare loop: ${median(ratios).toFixed(3)} (${ratios.map((ratio) => ratio.toFixed(2)).join(', ')})`,
  );
  console.log(`heap after each round, MiB: ${heap.map((size) => size.toFixed(1)).join(', ')}`);
}

void main();
