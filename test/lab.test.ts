import assert from 'node:assert/strict';
import test from 'node:test';
import { startLab } from '../services/lab/start.ts';
import type { LabPorts } from '../services/lab/welcome.ts';
import { labInput, startTestLab } from './helpers/lab.ts';

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

for (const [part, setting, portOf, sentence] of [
  [
    'the client',
    'quarkus.http.port',
    (ports) => ports.client,
    /^Port \d+ seems to be in use .*quarkus\.http\.port/,
  ],
  [
    'the forwarder',
    'quarkus.grpc.clients.hello.port',
    (ports) => ports.forwarder,
    /^The forwarder cannot listen on/,
  ],
  [
    'a server',
    'hello.lab.server-port',
    (ports) => ports.servers[0],
    /already bound: \d+\. -Dhello\.lab\.server-port=/,
  ],
] as [string, string, (ports: LabPorts) => number, RegExp][]) {
  test(`a port that ${part} of the lab finds taken is one clear sentence`, async (t) => {
    const { ports } = await startTestLab(t);
    await assert.rejects(startLab(labInput({ [setting]: String(portOf(ports)) })), { message: sentence });
  });
}

test('what the lab says to try shows PINNED, and then BALANCED', async (t) => {
  const lab = await startTestLab(t);
  const paths = [...lab.output.text().matchAll(/localhost:\d+(\/hello\/report[^' ]*)'? +([A-Z]+)/g)];
  assert.equal(paths.length, 2);
  for (const [, path, verdict = ''] of paths) {
    const report = await (await fetch(`http://localhost:${lab.ports.client}${path}`)).text();
    assert.ok(report.startsWith(verdict), report);
  }
});
