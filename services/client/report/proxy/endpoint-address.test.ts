import assert from 'node:assert/strict';
import test from 'node:test';
import { endpointAddress, ipOf } from './endpoint-address.ts';

for (const [what, told, address] of [
  ['IPv4', { socket_address: { address: '10.0.0.1', port_value: 9000 } }, '10.0.0.1:9000'],
  ['IPv6', { socket_address: { address: 'fd00::1', port_value: 9000 } }, '[fd00::1]:9000'],
  ['a socket', { pipe: { path: '/run/grpc.sock' } }, '/run/grpc.sock'],
  [
    'an endpoint of an ambient mesh',
    { envoy_internal_address: { server_listener_name: 'connect_originate', endpoint_id: '10.0.0.1:9000' } },
    '10.0.0.1:9000',
  ],
  ['a port that is none', { socket_address: { address: '10.0.0.1', port_value: '9000' } }, undefined],
  ['a host that is none', { socket_address: { address: '10.0.0.1\n', port_value: 9000 } }, undefined],
  ['nothing', undefined, undefined],
] as const) {
  test(`the address of ${what} is ${address}`, () => assert.equal(endpointAddress(told), address));
}

for (const [address, ip] of [
  ['10.0.0.1', '10.0.0.1'],
  ['10.0.0.1:9000', '10.0.0.1'],
  ['::1', '::1'],
  ['[::1]:9000', '::1'],
  ['[FD00::A]:9000', 'fd00::a'],
  ['fd00::a', 'fd00::a'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['[::ffff:10.0.0.1]:9000', '10.0.0.1'],
] as const) {
  test(`the address ${address} is on the machine ${ip}`, () => assert.equal(ipOf(address), ip));
}
