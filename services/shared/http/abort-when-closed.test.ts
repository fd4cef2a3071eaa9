import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import test from 'node:test';
import { abortWhenClosed } from './abort-when-closed.ts';

for (const [when, asksBefore] of [
  ['after somebody asked for the signal', true],
  ['before somebody asks for the signal', false],
] as const) {
  test(`the signal of a response aborts when its caller left ${when}`, async (t) => {
    const server = createServer().listen(0, '127.0.0.1');
    t.after(() => server.close());
    await once(server, 'listening');
    const caller = connect((server.address() as AddressInfo).port, '127.0.0.1');
    caller.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const [, response] = await once(server, 'request');
    const early = asksBefore ? abortWhenClosed(response) : undefined;
    assert.notEqual(early?.aborted, true);
    const closed = once(response, 'close');
    caller.destroy();
    await closed;
    assert.equal((early ?? abortWhenClosed(response)).aborted, true);
  });
}
