import assert from 'node:assert/strict';
import test from 'node:test';
import { calling, getReport } from './helpers/reports.ts';
import { startTestClient, startTestServer } from './helpers/services.ts';

test('a server counts the connections it accepted, those that are open, and the calls on each', async (t) => {
  const server = await startTestServer(t);
  const client = await startTestClient(t, 0, calling('127.0.0.1', server.grpcPort));
  const metrics = async () => (await fetch(`http://127.0.0.1:${server.httpPort}/q/metrics`)).text();
  await getReport(client.httpPort, 'requests=20');
  await getReport(client.httpPort, 'requests=3&channel=per-call');
  await getReport(client.httpPort, 'requests=5&channel=shared');
  // A connection is over a little after its client has closed it.
  let text = await metrics();
  while (!/^hello_server_connections_open 1$/m.test(text)) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    text = await metrics();
  }
  assert.match(text, /^hello_server_connections_total 5$/m);
  assert.match(text, /^hello_server_connection_calls_bucket\{le="1"\} 3$/m);
  assert.match(text, /^hello_server_connection_calls_count 4$/m);
  assert.match(text, /^hello_server_connection_calls_sum 23$/m);
});
