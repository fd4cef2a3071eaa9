import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { credentials } from '@grpc/grpc-js';
import { createChannelOptions } from '../services/client/channel-options.ts';
import { readCommandConfig } from '../services/client/command/command-config.ts';
import { connectReports } from '../services/client/report/connect-reports.ts';
import { configParameters } from '../services/client/report/parameters/config-parameters.ts';
import { readParameters } from '../services/client/report/parameters/read-parameters.ts';
import { calling } from './helpers/reports.ts';
import { startTestServer, temporaryFolder } from './helpers/services.ts';

const usual = 9000;

/** Servers on addresses of their own and one port, as pods have; the name server knows some of them by turns. */
async function startReports(t: TestContext, addresses: readonly string[], answers: readonly string[][]) {
  const [first = ''] = addresses;
  const { grpcPort: port } = await startServerAt(t, first, 0);
  for (const address of addresses.slice(1)) await startServerAt(t, address, port);
  const settings = {
    ...calling(`ipv4:${(answers[0] ?? []).map((address) => `${address}:${port}`).join(',')}`, usual),
    'hello.report.backends.host': 'grpc-headless',
    'quarkus.grpc.clients.hello.load-balancing-policy': 'round_robin',
  };
  const { config } = readCommandConfig({
    systemProperties: new Map(Object.entries(settings)),
    environment: {},
    workingDirectory: temporaryFolder(t),
  });
  let asked = 0;
  const reports = connectReports({
    config,
    credentials: credentials.createInsecure(),
    channelOptions: createChannelOptions(config, false),
    onReport: () => undefined,
    lookUp: async () => {
      const records = answers[Math.min(asked, answers.length - 1)] ?? [];
      asked += 1;
      return records.map((address) => ({ address }));
    },
  });
  t.after(reports.close);
  return (query: Readonly<Record<string, string>>) => {
    const given = new Map(Object.entries(query).map(([name, value]) => [name, [value]]));
    const parameters = readParameters(configParameters(config, config), given);
    return reports.run(parameters, { signal: new AbortController().signal, headers: {} });
  };
}

function startServerAt(t: TestContext, address: string, port: number) {
  return startTestServer(t, {
    'quarkus.grpc.server.host': address,
    'quarkus.grpc.server.port': String(port),
    'hello.pod': address,
    'hello.address': address,
  });
}

const two = ['127.0.0.2', '127.0.0.3'];
const three = [...two, '127.0.0.4'];

test('a pod that came after a shared channel had resolved its target: new-pods-unseen', async (t) => {
  const run = await startReports(t, three, [two, three]);
  const report = await run({ requests: '60', channel: 'shared' });
  assert.deepEqual([report.verdict, report.cause.id], ['UNDECIDED', 'new-pods-unseen'], report.headline);
  assert.match(report.cause.sentence, /^1 backend came after this channel had resolved its target/);
  const later = await run({ requests: '60', channel: 'shared' });
  assert.deepEqual([later.verdict, later.cause.id], ['UNEVEN', 'new-pods-unseen'], later.headline);
  assert.deepEqual(later.silent, ['127.0.0.4']);
});

test('a pod that goes while calls are evenly spread does not make them UNEVEN', async (t) => {
  const run = await startReports(t, three, [three, two]);
  const report = await run({ requests: '60' });
  assert.equal(report.verdict, 'BALANCED', report.headline);
  assert.equal(report.expectedBackends.hasChanged, true);
});
