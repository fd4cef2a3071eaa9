import assert from 'node:assert/strict';
import test from 'node:test';
import {
  answer,
  failedCall,
  type GivenReport,
  inOrder,
  proxyInsight,
  reportOn,
  shared,
  times,
  weights,
} from '../../../../test/helpers/report-values.ts';
import { renderText } from './text.ts';

const addresses = ['10.128.2.16', '10.128.2.17', '10.128.2.18'];
const listed = { from: 'dns', addresses, problem: null } as const;
const bar = (length: number) => '█'.repeat(length).padEnd(40);

async function textOf(given: GivenReport): Promise<string> {
  return renderText(await reportOn(given));
}

async function linesOf(given: GivenReport): Promise<string[]> {
  return (await textOf(given)).split('\n');
}

test('a PINNED run, as it stands in a terminal', async () => {
  const pod = { version: 'l1', address: '10.128.2.16' };
  const calls = inOrder(times(25, answer('grpc-v1-7cc77c5cfc-tfbhf', pod)));
  assert.equal(
    await textOf({ calls, sources: { listed }, expect: { kind: 'balanced', asked: 'balanced' } }),
    `PINNED   25 of 25 calls were answered by grpc-v1-7cc77c5cfc-tfbhf; 2 of 3 backends got none.
why      Kubernetes balances connections, not calls: this run used 1 connection (channel: fresh, pick_first).
try      policy=round_robin, which dials the 3 backends themselves · mesh.mode=istio-sidecar · mesh.mode=client-side
sure     By an even spread that happens once in 282,429,536,481 times.
expect   balanced: NOT met
run      25 calls to grpc:9000 · 1 at a time · channel fresh, pick_first, 1 connection · 3 backends by dns · 0.10 s · p50 1.0 ms, p99 1.0 ms.
  l1  grpc-v1-7cc77c5cfc-tfbhf  ${bar(40)}  25       100 %  1 connection, p50 1.0 ms
  –   10.128.2.17               ${bar(0)}   0         0 %
  –   10.128.2.18               ${bar(0)}   0         0 %
`,
  );
});

test('a BALANCED run, as it stands in a terminal', async () => {
  const channel = { connections: 2, addresses: ['10.0.0.1:9000', '10.0.0.2:9000'] };
  const calls = inOrder(
    times(12, answer('pod-a', { latencyMs: 2.25 })),
    times(8, answer('pod-b', { connection: null })),
  );
  const { strength } = await reportOn({ calls, channel, choice: { policy: 'round_robin' } });
  assert.equal(
    await textOf({
      calls,
      channel,
      choice: { policy: 'round_robin' },
      expect: { kind: 'any', asked: 'any' },
    }),
    `BALANCED 20 calls were shared by 2 backends: 8 to 12 calls each.
why      This client itself goes round the 2 addresses of its target (round_robin).
sure     ${strength}
expect   any: met
run      20 calls to grpc:9000 · 1 at a time · channel fresh, round_robin, 2 connections · 2 backends by target · 0.10 s · p50 2.3 ms, p99 2.3 ms.
  –  pod-a  ${bar(24)}  12        60 %  1 connection, p50 2.3 ms
  –  pod-b  ${bar(16)}   8        40 %  p50 1.0 ms
`,
  );
});

test('a FAILED run, as it stands in a terminal', async () => {
  const calls = inOrder(
    times(
      10,
      failedCall(
        'UNAVAILABLE',
        'No connection established. Last error: Error: connect ECONNREFUSED 127.0.0.1:1',
      ),
    ),
  );
  const series = { ending: 'gave up', requests: 10_000 } as const;
  assert.equal(
    await textOf({ calls, series, channel: { connections: 0, addresses: [] } }),
    `FAILED   10 of 10 calls failed: UNAVAILABLE No connection established. Last error: Error: connect ECONNREFUSED 127.0.0.1:1.
why      Nothing listens where grpc:9000 leads: the connection was refused.
try      quarkus.grpc.clients.hello.port and the ports of the Service · kubectl get pods: are they ready?
run      10 of 10000 calls to grpc:9000 · 1 at a time · channel fresh, pick_first, 0 connections · 0.10 s. Ended early: too many calls in a row had failed.
  ✗ 10 calls: UNAVAILABLE No connection established. Last error: Error: connect ECONNREFUSED 127.0.0.1:1
`,
  );
});

test('UNDECIDED is the longest word, and has a blank behind it all the same', async () => {
  const lines = await linesOf({ calls: shared({ a: 3 }), sources: { configured: 3 } });
  assert.equal(lines[0], 'UNDECIDED 3 calls reached 1 backend; 20 are needed to tell.');
  for (const line of lines.slice(0, 4)) assert.match(line, /^(?:[A-Z]{9}|[a-z]+ +)(?<=^.{9,10})\S| /);
  assert.match(lines[1] ?? '', /^why {7}\S/);
});

test('backends that are only known by their number are one line', async () => {
  const lines = await linesOf({ calls: shared({ a: 25 }), sources: { configured: 3 } });
  assert.equal(lines.at(-2), `  –  2 other backends  ${bar(0)}   0         0 %`);
  const two = await linesOf({ calls: shared({ a: 25 }), sources: { configured: 2 } });
  assert.match(two.at(-2) ?? '', /^ {2}– {2}1 other backend /);
});

test('of 1000 backends 50 are listed, and the others are counted', async () => {
  const names = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`pod-${n}`, 1]));
  const lines = await linesOf({ calls: shared(names) });
  assert.equal(lines.filter((line) => / pod-\d+ /.test(line)).length, 50);
  assert.equal(lines.at(-2), '  … and 950 other backends');
  for (const line of lines) assert.ok(line.length < 1000, line);
});

test('of 1000 addresses that never answered 50 are listed', async () => {
  const all = Array.from({ length: 1001 }, (_, n) => `10.1.${n >> 8}.${n & 255}`);
  const calls = inOrder(times(25, answer('a', { address: '10.1.0.0' })));
  const lines = await linesOf({ calls, sources: { listed: { from: 'dns', addresses: all, problem: null } } });
  assert.equal(lines.filter((line) => /^ {2}– {2}10\.1\./.test(line)).length, 50);
  assert.equal(lines.at(-2), '  … and 950 other backends');
});

test('a backend with one call of ten thousand has a bar, and its share is not called nothing', async () => {
  const lines = await linesOf({ calls: shared({ a: 9999, b: 1 }) });
  assert.match(lines.at(-3) ?? '', /^ {2}– {2}a {2}█{40} {2}9999 {2}above 99 % {2}/);
  assert.match(lines.at(-2) ?? '', /^ {2}– {2}b {2}█ {39} {5}1 {2}below 1 % {2}|below 1 %/);
});

test('columns are as wide as the widest, in versions, names and counts', async () => {
  const calls = inOrder(
    times(100, answer('a-long-name', { version: 'v1' })),
    times(5, answer('b', { version: 'longer' })),
    times(5, answer('c')),
  );
  const rows = (await linesOf({ calls })).filter((line) => line.includes('█'));
  assert.equal(new Set(rows.map((line) => line.indexOf('█'))).size, 1);
  assert.equal(new Set(rows.map((line) => line.indexOf('%'))).size, 1);
});

test('notes are at the end of the line about the run', async () => {
  const note = 'auto: 297 calls for 3 backends';
  const problem = 'No name server.';
  const text = await textOf({
    calls: shared({ a: 3 }),
    note,
    series: { ending: 'time limit' },
    sources: { listed: { from: 'dns', addresses: [], problem } },
  });
  assert.match(
    text,
    /^run .*\. Ended early: hello\.run\.timeout was over\. auto: 297 calls for 3 backends\. No name server\.$/m,
  );
});

test('what a proxy counted is a line of its own', async () => {
  const report = await reportOn({ calls: shared({ a: 25 }) });
  const counted = {
    requests: 25,
    connectionsOpened: 1,
    overflows: 0,
    retries: 1,
    ejections: 2,
    tlsErrors: 1,
  };
  const proxy = proxyInsight({ ...counted, agreement: 'Both agree.', note: 'Something is missing.' });
  assert.match(
    renderText({ ...report, proxy }),
    /^proxy +25 requests, 1 upstream connection, 0 overflows, 1 retry, 2 ejections, 1 TLS error\. Both agree\. Something is missing\.$/m,
  );
});

test('weights are told as they were asked for, and causes beside the first, too', async () => {
  const pair = [answer('a', { version: 'l1', attempt: 2 }), answer('b', { version: 'l2', attempt: 1 })];
  const calls = inOrder(...times(50, answer('a')).map(() => pair));
  const text = await textOf({ calls, expect: weights('l1=90,l2=10') });
  assert.match(
    text,
    /^UNEVEN {3}100 calls were not spread as expected: l1 got 50 % \(90 % expected\), l2 got 50 % \(10 % expected\)\.$/m,
  );
  assert.match(text, /^expect {3}weights:l1=90,l2=10: NOT met$/m);
  assert.match(text, /^(?:also|why) {5,6}A proxy tried calls again/m);
});
