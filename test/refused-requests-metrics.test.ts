import assert from 'node:assert/strict';
import test from 'node:test';
import { exchangeRaw } from './helpers/raw-http.ts';
import { startTestClient } from './helpers/services.ts';

/** What is asked, as bytes, and the labels that it counts under. */
for (const [what, request, labels] of [
  ['a route', 'GET /page/icon.svg HTTP/1.1\r\n\r\n', 'method="GET",uri="/page/icon.svg",status="200"'],
  ['a path that there is not', 'GET /x HTTP/1.1\r\n\r\n', 'method="GET",uri="NOT_FOUND",status="404"'],
  [
    'a method for a route without it',
    'PUT /hello/grpc HTTP/1.1\r\n\r\n',
    'method="PUT",uri="/hello/grpc",status="405"',
  ],
  [
    'a method of WebDAV',
    'MKCOL /hello/grpc HTTP/1.1\r\n\r\n',
    'method="OTHER",uri="/hello/grpc",status="405"',
  ],
  [
    'a method that there is not',
    'FOO /hello/grpc HTTP/1.1\r\n\r\n',
    'method="OTHER",uri="UNKNOWN",status="405"',
  ],
  ['options', 'OPTIONS /hello/x HTTP/1.1\r\n\r\n', 'method="OPTIONS",uri="UNKNOWN",status="200"'],
  ['a tunnel', 'CONNECT x:1 HTTP/1.1\r\n\r\n', 'method="CONNECT",uri="UNKNOWN",status="404"'],
  ['a target that is malformed', 'GET /%zz HTTP/1.1\r\n\r\n', 'method="GET",uri="UNKNOWN",status="400"'],
  [
    'a body that is too large',
    'POST /hello/grpc HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n',
    'method="POST",uri="UNKNOWN",status="413"',
  ],
  [
    'a request line that is too long',
    `GET /${'a'.repeat(6000)} HTTP/1.1\r\n\r\n`,
    'method="GET",uri="UNKNOWN",status="414"',
  ],
  [
    'headers that are too large',
    `GET / HTTP/1.1\r\nX: ${'b'.repeat(30_000)}\r\n\r\n`,
    'method="GET",uri="UNKNOWN",status="431"',
  ],
  [
    'headers that are far too large',
    `GET / HTTP/1.1\r\nX: ${'b'.repeat(90_000)}\r\n\r\n`,
    'method="OTHER",uri="UNKNOWN",status="431"',
  ],
  ['what is no HTTP', 'nonsense\r\n\r\n', 'method="OTHER",uri="UNKNOWN",status="400"'],
] as const) {
  test(`${what} counts under ${labels}`, async (t) => {
    const { httpPort } = await startTestClient(t, 1);
    await exchangeRaw(httpPort, request, false);
    const text = await (await fetch(`http://127.0.0.1:${httpPort}/q/metrics`)).text();
    const counts = [...text.matchAll(/^http_server_requests_seconds_count\{(.*)\} (\d+)$/gm)];
    assert.deepEqual(
      counts.map(([, found, count]) => [found, count]),
      [[labels, '1']],
    );
  });
}
