import assert from 'node:assert/strict';
import type { OutgoingHttpHeaders } from 'node:http2';
import test, { type TestContext } from 'node:test';
import { connectRaw, type RawReply, requestRaw } from './helpers/raw-grpc.ts';
import { startTestServer } from './helpers/services.ts';
import answers from './recorded/grpc.json';
import { grpcDifferences } from './recorded/grpc-differences.ts';

type Headers = Record<string, string>;
/** Name, request headers, request body in hex, and the headers, messages, trailers and reset that were answered. */
type Recorded = [
  string,
  [string, string][],
  string | null,
  Headers | null,
  string[],
  Headers | null,
  number | null,
];

/** Messages of Greeter by their text, since the count goes up; all others as bytes. */
function messagesOf(body: Buffer, isGreeting: boolean): string[] {
  const messages: string[] = [];
  for (let begin = 0; begin + 5 <= body.length; ) {
    const end = begin + 5 + body.readUInt32BE(begin + 1);
    const message = body.subarray(begin, end);
    messages.push(isGreeting ? greeting(message.subarray(5)) : `0x${message.toString('hex')}`);
    begin = end;
  }
  return messages;
}

/** Field 1 of a HelloReply. */
function greeting(message: Buffer): string {
  return message.toString('utf8', 2, 2 + (message[1] ?? 0));
}

/** This project's own metadata is an addition. */
function withoutIdentity(headers: Headers | null): Headers | null {
  return (
    headers && Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('hello-')))
  );
}

/** Several headers of one name are one header with several values. */
function toHeaders(pairs: [string, string][]): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of pairs) {
    const before = headers[name];
    headers[name] = before === undefined ? value : [before, value].flat().map(String);
  }
  return headers;
}

test('gRPC is answered as the original answered it', { concurrency: 16 }, async (t) => {
  const server = await startTestServer(t);
  const compare = ([name, headers, body, head, messages, trailers, reset]: Recorded) => {
    const difference = grpcDifferences.find(({ cases }) => cases.test(name));
    const request = (t: TestContext) => {
      const bytes = body === null ? null : Buffer.from(body, 'hex');
      return requestRaw(connectRaw(t, server.grpcPort), toHeaders(headers), bytes);
    };
    if (difference !== undefined) {
      return t.test(`${name}: ${difference.why}`, async (t) => {
        const reply = await request(t);
        const { status, reset = null } = difference;
        assert.deepEqual({ status: statusOf(reply), reset: reply.reset }, { status: status ?? null, reset });
      });
    }
    return t.test(name, async (t) => {
      const reply = await request(t);
      const isGreeting = headers.some(([, value]) => value.endsWith('/SayHello'));
      // Whether a body got through before a reset was chance in the recording.
      const received = reset === null ? messagesOf(reply.body, isGreeting) : messages;
      assert.deepEqual(
        {
          headers: withoutIdentity(reply.headers),
          messages: received,
          trailers: reply.trailers,
          reset: reply.reset,
        },
        { headers: head, messages, trailers, reset },
      );
    });
  };
  await Promise.all((answers as Recorded[]).map(compare));
});

function statusOf({ headers, trailers }: RawReply): number | null {
  const status = trailers?.['grpc-status'] ?? headers?.['grpc-status'];
  return status === undefined ? null : Number(status);
}
