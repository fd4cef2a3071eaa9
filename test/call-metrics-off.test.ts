import assert from 'node:assert/strict';
import test from 'node:test';
import { sayHello } from '../bench/measure/exchanges.ts';
import { startTestServer } from './helpers/services.ts';

for (const [enabled, counted] of [
  ['true', true],
  ['false', false],
] as const) {
  test(`calls are ${counted ? '' : 'not '}counted with quarkus.micrometer.binder.grpc-server.enabled=${enabled}`, async (t) => {
    const server = await startTestServer(t, { 'quarkus.micrometer.binder.grpc-server.enabled': enabled });
    await sayHello(server.grpcPort);
    const metrics = await (await fetch(`http://127.0.0.1:${server.httpPort}/q/metrics`)).text();
    assert.equal(/^grpc_server_handled_total\{.*grpc_code="OK".*\} 1$/m.test(metrics), counted);
    assert.match(metrics, /^hello_server_connections_total 1$/m);
  });
}
