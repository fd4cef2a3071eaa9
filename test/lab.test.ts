import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { startLab } from '../services/lab/start.ts';
import { capturedOutput } from './helpers/captured-output.ts';

async function startTestLab(t: TestContext) {
  const output = capturedOutput();
  const lab = await startLab({
    process: {
      environment: {},
      systemProperties: new Map([
        ['quarkus.http.port', '0'],
        ['quarkus.grpc.clients.hello.port', '0'],
        ['hello.lab.server-port', '0'],
      ]),
      workingDirectory: join(__dirname, '../services/lab'),
    },
    output: { standard: output, error: output },
  });
  t.after(lab.stop);
  return { ...lab, output };
}

/** The servers that wrote lines about calls, with how many each wrote. */
function callsByServer(lines: string[]): Record<string, number> {
  const calls: Record<string, number> = {};
  for (const line of lines) {
    const server = /^(l\d) .*Hello prom/.exec(line)?.[1];
    if (server !== undefined) calls[server] = (calls[server] ?? 0) + 1;
  }
  return calls;
}

test('all 25 calls of one request are answered by one server; many requests reach them all', async (t) => {
  const lab = await startTestLab(t);
  const url = `http://localhost:${lab.ports.client}/hello/grpc`;
  assert.equal(await (await fetch(url)).text(), 'Hello');
  assert.deepEqual(Object.values(callsByServer(lab.output.lines())), [25]);
  // The forwarder picks at random: that 60 requests miss one of three servers has a chance of 1 in 10 billion.
  for (let request = 1; request < 60; request += 1) await fetch(url);
  const calls = callsByServer(lab.output.lines());
  assert.deepEqual(Object.keys(calls).sort(), ['l1', 'l2', 'l3']);
  assert.ok(
    Object.values(calls).every((count) => count % 25 === 0),
    JSON.stringify(calls),
  );
});

test('the lab says what runs, what to try and what to expect', async (t) => {
  const lab = await startTestLab(t);
  const { ports } = lab;
  const text = lab.output.text();
  for (const part of [
    `curl localhost:${ports.client}/hello/grpc`,
    ports.servers.join(', '),
    `127.0.0.1:${ports.forwarder}`,
  ]) {
    assert.ok(text.includes(part), part);
  }
});

test('a lab that cannot start leaves nothing running', async (t) => {
  const lab = await startTestLab(t);
  const taken = String(lab.ports.client);
  const start = startLab({
    process: {
      environment: {},
      systemProperties: new Map([
        ['quarkus.http.port', taken],
        ['quarkus.grpc.clients.hello.port', '0'],
        ['hello.lab.server-port', '0'],
      ]),
      workingDirectory: join(__dirname, '../services/lab'),
    },
    output: { standard: capturedOutput(), error: capturedOutput() },
  });
  await assert.rejects(start, {
    message: new RegExp(`^Port ${taken} seems to be in use by another process`),
  });
});
