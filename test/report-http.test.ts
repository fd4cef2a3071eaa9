import assert from 'node:assert/strict';
import { request } from 'node:http';
import test, { type TestContext } from 'node:test';
import { startAnyGreeter } from './helpers/any-greeter.ts';
import { startTestClient, startTestServer } from './helpers/services.ts';
import { startStatusServer } from './helpers/status-server.ts';

const wait = (timeMs: number) => new Promise((resolve) => setTimeout(resolve, timeMs));

async function startPair(t: TestContext, settings: Readonly<Record<string, string>> = {}) {
  const server = await startTestServer(t);
  const client = await startTestClient(t, server.grpcPort, settings);
  return { ...client, url: `http://127.0.0.1:${client.httpPort}` };
}

for (const [accept, contentType] of [
  ['*/*', 'text/plain;charset=UTF-8'],
  ['text/plain', 'text/plain;charset=UTF-8'],
  ['application/json', 'application/json'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html;charset=UTF-8'],
  ['text/markdown', 'text/markdown;charset=UTF-8'],
  ['image/png, application/json;q=0.1', 'application/json'],
] as const) {
  test(`Accept: ${accept} gets a report as ${contentType}`, async (t) => {
    const { url } = await startPair(t);
    const response = await fetch(`${url}/hello/report`, { headers: { accept } });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), contentType);
    assert.equal(response.headers.get('cache-control'), 'no-store');
  });
}

test('Accept headers that no form fits are answered 406, unless format= says which', async (t) => {
  const { url } = await startPair(t);
  const headers = { accept: 'image/png' };
  assert.equal((await fetch(`${url}/hello/report`, { headers })).status, 406);
  const asked = await fetch(`${url}/hello/report?format=json`, { headers });
  assert.equal(asked.headers.get('content-type'), 'application/json');
});

test('HEAD and POST are refused, so that nothing is called for nobody', async (t) => {
  const greeter = await startAnyGreeter(t);
  const { httpPort } = await startTestClient(t, greeter.port);
  for (const method of ['HEAD', 'POST', 'DELETE'])
    for (const path of ['/hello/report', '/hello/report/stream']) {
      const response = await fetch(`http://127.0.0.1:${httpPort}${path}`, { method });
      assert.deepEqual([response.status, response.headers.get('allow')], [405, 'GET, OPTIONS']);
    }
  assert.equal(greeter.calls.begun, 0);
});

for (const [query, problem] of [
  ['requests=0', /^requests is "0"; it must be a whole number from 1 to 10000, or auto\.$/m],
  ['requests=1e3', /^requests is "1e3"/m],
  ['requests=10001', /^requests is "10001"/m],
  ['concurrency=101', /^concurrency is "101"; it must be a whole number from 1 to 100\.$/m],
  ['policy=roundrobin', /^policy is "roundrobin"; it must be one of pick_first, round_robin\.$/m],
  ['polcy=round_robin', /^"polcy" is no parameter; did you mean policy\?$/m],
  ['requests=1&requests=2', /^requests is given 2 times; once is enough\.$/m],
  [`name=${'x'.repeat(201)}`, /^name is "x+…"; it must be text of at most 200 characters\.$/m],
  ['expect=weights:l1=0', /^expect is "weights:l1=0"; it must be balanced, pinned, any, or weights/m],
  ['dial=backends', /^dial is "backends"; it must be service \(backends needs the setting/m],
  ['format=xml', /^format is "xml"; it must be one of text, json, html, markdown\.$/m],
  ['name=%FF', /^"name=%FF" is not UTF-8 in percent-encoding\.$/m],
  ['calls=yes', /^calls is "yes"; it must be true or false\.$/m],
] as const) {
  test(`?${query.slice(0, 60)} is a bad request that says why`, async (t) => {
    const { url } = await startPair(t);
    const response = await fetch(`${url}/hello/report?${query}`);
    assert.equal(response.status, 400);
    assert.match(await response.text(), problem);
  });
}

test('all that is wrong is told at once, in the form that was asked for', async (t) => {
  const { url } = await startPair(t);
  const query = 'requests=no&concurrency=0&foo=1&channel=%3Cb%3E';
  const json = await fetch(`${url}/hello/report?${query}`, { headers: { accept: 'application/json' } });
  const { problems } = (await json.json()) as { problems: string[] };
  assert.equal(problems.length, 4, problems.join('\n'));
  const html = await fetch(`${url}/hello/report?${query}`, { headers: { accept: 'text/html' } });
  assert.equal(html.status, 400);
  assert.doesNotMatch(await html.text(), /<b>/);
  const stream = await fetch(`${url}/hello/report/stream?${query}`);
  const streamed = (await stream.json()) as { problems: string[] };
  // A stream has no other form.
  assert.deepEqual([stream.status, streamed.problems.slice(1)], [400, problems.slice(1)]);
});

test('with expect, the status says whether it was met, and the body is the same', async (t) => {
  const { url } = await startPair(t, { 'hello.report.backends.count': '2' });
  const pinned = await fetch(`${url}/hello/report?requests=25&expect=pinned`);
  assert.equal(pinned.status, 200);
  const balanced = await fetch(`${url}/hello/report?requests=25&expect=balanced`);
  assert.equal(balanced.status, 417);
  assert.match(await balanced.text(), /^PINNED .*\n(?:.*\n)*expect {3}balanced: NOT met$/m);
  assert.equal((await fetch(`${url}/hello/report?expect=any`)).status, 200);
});

test('more runs than are allowed at once are answered 429; when one ends, there is room again', async (t) => {
  const greeter = await startAnyGreeter(t, { takesMs: 300 });
  const { httpPort } = await startTestClient(t, greeter.port, { 'hello.run.max-concurrent-runs': '2' });
  const ask = (path = '/hello/report') => fetch(`http://127.0.0.1:${httpPort}${path}?requests=1`);
  const running = [ask(), ask('/hello/report/stream')];
  while (greeter.inFlight.now < 2) await wait(5);
  for (const path of ['/hello/report', '/hello/report/stream']) {
    const refused = await ask(path);
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '1']);
    assert.match(
      await refused.text(),
      /2 runs are going on; hello\.run\.max-concurrent-runs allows 2 at once/,
    );
  }
  for (const run of running) await (await run).text();
  assert.equal((await ask()).status, 200);
});

test('runs are counted by verdict and calls by who answered, for at most 100 backends', async (t) => {
  const greeter = await startAnyGreeter(t, {
    headers: (index) => ({ 'hello-pod': `pod-${index}`, 'hello-version': 'v"1"' }),
  });
  const { httpPort } = await startTestClient(t, greeter.port);
  await (await fetch(`http://127.0.0.1:${httpPort}/hello/report?requests=150`)).text();
  const metrics = await (await fetch(`http://127.0.0.1:${httpPort}/q/metrics`)).text();
  assert.match(metrics, /^hello_run_total\{verdict="UNDECIDED"\} 1$/m);
  assert.match(metrics, /^hello_run_calls_total\{backend="pod-1",version="v\\"1\\""\} 1$/m);
  assert.match(metrics, /^hello_run_calls_total\{backend="other",version=""\} 50$/m);
  assert.equal([...metrics.matchAll(/^hello_run_calls_total\{/gm)].length, 101);
});

test('what ties traces together is sent along with every call of a run', async (t) => {
  const server = await startStatusServer(t, 14);
  const { httpPort } = await startTestClient(t, server.port);
  const headers = { 'x-request-id': 'abc', traceparent: '00-1-2-01', 'x-other': 'no' };
  await (await fetch(`http://127.0.0.1:${httpPort}/hello/report?requests=3`, { headers })).text();
  assert.equal(server.calls.length, 3);
  for (const sent of server.calls)
    assert.deepEqual(
      [sent['x-request-id'], sent.traceparent, sent['x-other']],
      ['abc', '00-1-2-01', undefined],
    );
});

test('while the client stops, a run may end, and no other may begin', async (t) => {
  const greeter = await startAnyGreeter(t, { takesMs: 100 });
  const client = await startTestClient(t, greeter.port, { 'quarkus.shutdown.timeout': '5s' });
  const url = `http://127.0.0.1:${client.httpPort}/hello/report?requests=5`;
  const running = fetch(url);
  while (greeter.inFlight.now < 1) await wait(5);
  const stopped = client.stop();
  // Requests that were on their way may still be served; the run takes ten times as long.
  await wait(50);
  const late = request({ port: client.httpPort, path: '/hello/report' }).on('error', () => undefined);
  late.end();
  assert.equal((await running).status, 200);
  await stopped;
  assert.equal(greeter.calls.begun, 5);
});
