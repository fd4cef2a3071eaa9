import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { loadGreeter } from './greeter.ts';
import { decodeHelloRequest } from './hello-request.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

test('what the contract encodes is decoded to the same name', () => {
  const { sayHello } = loadGreeter();
  const noLoneSurrogates = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(noLoneSurrogates, (name) => {
      assert.deepEqual(decodeHelloRequest(sayHello.requestSerialize({ name })), { name });
    }),
  );
});

test('any bytes are either a request or unreadable, never an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (garbage) => {
      const decoded = decodeHelloRequest(garbage);
      assert.equal(typeof ('name' in decoded ? decoded.name : decoded.unreadable), 'string');
    }),
  );
});

for (const [what, hex, name] of [
  ['no field', '', ''],
  ['an empty name', '0a 00', ''],
  ['the field twice', '0a 01 61 0a 01 62', 'b'],
  ['an unknown field', '12 01 78 0a 01 61', 'a'],
  ['a name as varint', '08 05', ''],
  ['a byte order mark', '0a 03 ef bb bf', '\uFEFF'],
] as const) {
  test(`${what} is read as the name "${name}"`, () =>
    assert.deepEqual(decodeHelloRequest(bytes(hex)), { name }));
}

for (const [what, hex] of [
  ['invalid UTF-8', '0a 01 ff'],
  ['a truncated name', '0a 05 61'],
  ['a truncated varint', '10 80'],
  ['field number 0', '02 01 61'],
  ['a group that nobody opened', '0c'],
] as const) {
  test(`${what} is unreadable`, () => assert.ok('unreadable' in decodeHelloRequest(bytes(hex))));
}
