import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { exchangeRaw, type RawAnswer } from './helpers/raw-http.ts';
import { startTestClient, startTestServer } from './helpers/services.ts';
import answers from './recorded/http.json';
import { httpDifferences } from './recorded/http-differences.ts';
import failures from './recorded/http-failures.json';

/** Name, request, and the status, headers, body and end of connection that the original answered with. */
type Recorded = [string, string, number, string[], string, boolean];

/** What differs from answer to answer is replaced, as it was in the recording. */
function normalize({ status, headers, body, closes }: RawAnswer) {
  const text = body.startsWith('<!doctype')
    ? '<page>'
    : body.replace(/called \d+ number/, 'called N number').replace(/("details":"Error id )[^"]*/, '$1<id>');
  const varies = text !== body;
  return {
    status,
    headers: headers.map((header) => (varies ? header.replace(/^(content-length): .*/, '$1: *') : header)),
    body: text,
    closes,
  };
}

async function compare(t: TestContext, port: number, cases: Recorded[]): Promise<void> {
  await Promise.all(cases.map((recorded) => compareOne(t, port, recorded)));
}

function compareOne(t: TestContext, port: number, [name, request, status, headers, body, closes]: Recorded) {
  const difference = httpDifferences.find(({ cases }) => cases.test(name));
  if (difference === undefined) {
    return t.test(name, async () => {
      assert.deepEqual(normalize(await exchangeRaw(port, request, closes)), {
        status,
        headers,
        body,
        closes,
      });
    });
  }
  return t.test(`${name}: ${difference.why}`, async () => {
    assert.equal((await exchangeRaw(port, request, false)).status, difference.status ?? status);
  });
}

const atOnce = { concurrency: 16 };

test('HTTP is answered as the original answered it', atOnce, async (t) => {
  const server = await startTestServer(t);
  const client = await startTestClient(t, server.grpcPort);
  await compare(t, client.httpPort, answers as Recorded[]);
});

test('failures are answered as the original answered them', atOnce, async (t) => {
  const client = await startTestClient(t, 1);
  await compare(t, client.httpPort, failures as Recorded[]);
});
