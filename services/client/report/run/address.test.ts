import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addressesOfOneFamily, isSameAddress } from './address.ts';

for (const [one, other, isSame] of [
  ['10.0.0.1', '10.0.0.1', true],
  ['10.0.0.1', '10.0.0.2', false],
  ['10.0.0.1', '10.0.0.1:9000', true],
  ['10.0.0.1:9000', '10.0.0.1:9000', true],
  ['10.0.0.1:9000', '10.0.0.1:9001', false],
  ['fd00::1', '[fd00::1]:9000', true],
  ['fd00::1', 'fd00::2', false],
  ['[fd00::1]', 'fd00::1', true],
  ['[::ffff:10.0.0.1]:9000', '10.0.0.1', true],
  ['::FFFF:10.0.0.1', '10.0.0.1:1', true],
  ['::ffff:10.0.0.1', '10.0.0.2', false],
  ['localhost:1', 'localhost', true],
] as const) {
  test(`${one} and ${other} are ${isSame ? 'the same' : 'two places'}, whichever comes first`, () => {
    assert.deepEqual([isSameAddress(one, other), isSameAddress(other, one)], [isSame, isSame]);
  });
}

for (const [given, kept] of [
  [[], []],
  [['10.0.0.1', '10.0.0.1'], ['10.0.0.1']],
  [['10.0.0.1', 'fd00::1'], ['10.0.0.1']],
  [
    ['10.0.0.1', 'fd00::1', 'fd00::2'],
    ['fd00::1', 'fd00::2'],
  ],
  [['[fd00::1]:9000'], ['[fd00::1]:9000']],
  [
    ['::ffff:10.0.0.1', '10.0.0.2'],
    ['::ffff:10.0.0.1', '10.0.0.2'],
  ],
] as const) {
  test(`of ${given.join(', ') || 'nothing'}, ${kept.join(', ') || 'nothing'} is of one family`, () => {
    assert.deepEqual(addressesOfOneFamily(given), kept);
  });
}

test('every address is the same as itself with any port', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.ipV4(),
        fc.ipV6().map((ip) => `[${ip}]`),
      ),
      fc.nat({ max: 65_535 }),
      (ip, port) => {
        assert.ok(isSameAddress(ip, `${ip}:${port}`) && isSameAddress(`${ip}:${port}`, `${ip}:${port}`));
        assert.ok(!isSameAddress(`${ip}:${port}`, `${ip}:${port + 1}`));
      },
    ),
  );
});
