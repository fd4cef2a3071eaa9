import assert from 'node:assert/strict';
import test from 'node:test';
import { encodeRawTarget } from './raw-target.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

test('raw bytes of a target are encoded, what follows stays', () => {
  const encoded = encodeRawTarget(latin1('GET /J\xFCrgen HTTP/1.1\r\nX: \xFC\r\n\r\n'), 6);
  assert.equal(encoded?.toString('latin1'), 'GET /J%C3%BCrgen HTTP/1.1\r\nX: \xFC\r\n\r\n');
});

test('beside an escape, a raw byte is one byte of the same text', () => {
  assert.equal(
    encodeRawTarget(latin1('GET /%C3\xBC HTTP/1.1\r\n\r\n'), 8)?.toString(),
    'GET /%C3%BC HTTP/1.1\r\n\r\n',
  );
});

test('a request that stands behind another one is found', () => {
  const packet = latin1('GET /a HTTP/1.1\r\n\r\nGET /\xE9 HTTP/1.1\r\n\r\n');
  assert.equal(encodeRawTarget(packet, 25)?.toString(), 'GET /%C3%A9 HTTP/1.1\r\n\r\n');
});

for (const text of [
  'GET /plain HTTP/1.1\r\n\r\n',
  'GET /\xFC',
  'GET /\xFC HTTP/2.0\r\n\r\n',
  '\xFC\xFC\r\n',
]) {
  test(`${JSON.stringify(text)} is left alone`, () =>
    assert.equal(encodeRawTarget(latin1(text), 5), undefined));
}
