import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { OutgoingHttpHeaders } from 'node:http2';
import test from 'node:test';
import { connectRaw, requestRaw } from './helpers/raw-grpc.ts';
import { startTestServer } from './helpers/services.ts';

const sayHello = '/helloworld.Greeter/SayHello';
const wellFormed = {
  ':method': 'POST',
  ':path': sayHello,
  'content-type': 'application/grpc',
  te: 'trailers',
};
const greeting = '00000000050a036e656f';
const known = 'grpc_type="unary",grpc_service="helloworld.Greeter",grpc_method="SayHello"';
const unknown = 'grpc_type="unknown",grpc_service="unknown",grpc_method="unknown"';

/** What is asked, the headers that make it so, the body in hex, the labels and the status it counts under. */
const cases: readonly [string, OutgoingHttpHeaders, string | null, string, string][] = [
  ['a greeting', {}, greeting, known, 'OK'],
  ['a message that cannot be read', {}, '00000000020aff', known, 'UNKNOWN'],
  ['another content type', { 'content-type': 'text/html' }, greeting, known, 'INTERNAL'],
  ['GET', { ':method': 'GET' }, null, known, 'INTERNAL'],
  ['an encoding that is not known', { 'grpc-encoding': 'br' }, greeting, known, 'UNIMPLEMENTED'],
  ['a timeout that is none', { 'grpc-timeout': 'soon' }, greeting, known, 'INTERNAL'],
  ['a timeout that is over', { 'grpc-timeout': '0m' }, greeting, known, 'DEADLINE_EXCEEDED'],
  ['metadata that is too large', { large: 'x'.repeat(9000) }, greeting, known, 'RESOURCE_EXHAUSTED'],
  ['no message', {}, '', known, 'INTERNAL'],
  ['two messages', {}, greeting + greeting, known, 'INTERNAL'],
  ['a message that breaks off', {}, '0000000005', known, 'INTERNAL'],
  ['a message that begins as none does', {}, '02000000050a036e656f', known, 'INTERNAL'],
  ['a message marked as compressed', {}, '01000000050a036e656f', known, 'INTERNAL'],
  ['a message that is too large', {}, `0000500000${'00'.repeat(0x500000)}`, known, 'RESOURCE_EXHAUSTED'],
  ['a method that there is not', { ':path': '/helloworld.Greeter/Nope' }, greeting, unknown, 'UNIMPLEMENTED'],
  ['a path that is none', { ':path': '/x' }, greeting, unknown, 'UNIMPLEMENTED'],
  ['a page', { ':path': '/', ':method': 'GET', 'content-type': 'text/html' }, null, unknown, 'INTERNAL'],
];

test('every call counts once as begun and once as ended, with its status, whoever ends it', async (t) => {
  const server = await startTestServer(t);
  const series = async () => {
    const text = await (await fetch(`http://127.0.0.1:${server.httpPort}/q/metrics`)).text();
    const lines = [...text.matchAll(/^(grpc_server_(?:started|handled)_total\{.*\}) (\d+)$/gm)];
    return new Map(lines.map(([, name = '', value]) => [name, Number(value)]));
  };
  let before = await series();
  for (const [what, headers, body, labels, code] of cases) {
    await t.test(`${what}: ${code}`, async () => {
      const request = body === null ? null : Buffer.from(body, 'hex');
      await requestRaw(connectRaw(t, server.grpcPort), { ...wellFormed, ...headers }, request);
      const after = await series();
      const changes = [...after]
        .map(([name, value]) => [name, value - (before.get(name) ?? 0)] as const)
        .filter(([, change]) => change !== 0);
      before = after;
      assert.deepEqual(Object.fromEntries(changes), {
        [`grpc_server_started_total{${labels}}`]: 1,
        [`grpc_server_handled_total{${labels},grpc_code="${code}"}`]: 1,
      });
    });
  }
});

test('a call whose deadline passes before its message comes counts as DEADLINE_EXCEEDED', async (t) => {
  const server = await startTestServer(t);
  const stream = connectRaw(t, server.grpcPort).request({ ...wellFormed, 'grpc-timeout': '50m' });
  stream.on('error', () => undefined).resume();
  await once(stream, 'close');
  const text = await (await fetch(`http://127.0.0.1:${server.httpPort}/q/metrics`)).text();
  assert.ok(text.includes(`\ngrpc_server_started_total{${known}} 1\n`));
  assert.ok(text.includes(`\ngrpc_server_handled_total{${known},grpc_code="DEADLINE_EXCEEDED"} 1\n`));
});

test('a server that was never called says so with zeros', async (t) => {
  const server = await startTestServer(t);
  const text = await (await fetch(`http://127.0.0.1:${server.httpPort}/q/metrics`)).text();
  assert.ok(text.includes(`\ngrpc_server_started_total{${known}} 0\n`));
  assert.ok(text.includes(`\ngrpc_server_handled_total{${known},grpc_code="OK"} 0\n`));
  assert.ok(text.includes(`\ngrpc_server_handling_seconds_count{${known}} 0\n`));
});
