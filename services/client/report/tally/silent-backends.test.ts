import assert from 'node:assert/strict';
import test from 'node:test';
import { silentAddresses } from './silent-backends.ts';

for (const [name, addresses, answered, silent] of [
  ['nobody is known', [], ['10.0.0.1'], []],
  ['all answered', ['10.0.0.1', '10.0.0.2'], ['10.0.0.2', '10.0.0.1'], []],
  ['one answered', ['10.0.0.1', '10.0.0.2', '10.0.0.3'], ['10.0.0.2'], ['10.0.0.1', '10.0.0.3']],
  ['nobody answered', ['10.0.0.1', '10.0.0.2'], [], ['10.0.0.1', '10.0.0.2']],
  ['DNS tells no port, but the answer does', ['10.0.0.1', '10.0.0.2'], ['10.0.0.1:9000'], ['10.0.0.2']],
  [
    'the list tells a port, but the answer does not',
    ['10.0.0.1:9000', '10.0.0.2:9000'],
    ['10.0.0.2'],
    ['10.0.0.1:9000'],
  ],
  ['both tell ports', ['127.0.0.1:9001', '127.0.0.1:9002'], ['127.0.0.1:9002'], ['127.0.0.1:9001']],
  ['another port answered', ['127.0.0.1:9001', '127.0.0.1:9002'], ['127.0.0.1:9003'], []],
  ['an IPv6 address stands in brackets', ['fd00::1', 'fd00::2'], ['[fd00::1]:9000'], ['fd00::2']],
  ['an IPv6 address stands alone', ['fd00::1', 'fd00::2'], ['fd00::2'], ['fd00::1']],
  ['all answered from elsewhere', ['10.0.0.1', '10.0.0.2'], ['127.0.0.6'], []],
  [
    'one that is not listed answered, too',
    ['10.0.0.1', '10.0.0.2', '10.0.0.3'],
    ['10.0.0.1', '10.0.0.9'],
    ['10.0.0.2', '10.0.0.3'],
  ],
  ['an answer maps IPv4 into IPv6', ['10.0.0.1', '10.0.0.2'], ['[::ffff:10.0.0.2]:9000'], ['10.0.0.1']],
] as const) {
  test(`when ${name}, ${silent.length === 0 ? 'nobody is called silent' : `${silent.join(' and ')} never answered`}`, () => {
    assert.deepEqual(silentAddresses(addresses, answered), silent);
  });
}
