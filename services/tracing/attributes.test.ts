import assert from 'node:assert/strict';
import test from 'node:test';
import { addressAttributes, identityAttributes, requestIdAttributes } from './attributes.ts';

for (const [address, attributes] of [
  ['127.0.0.1:9000', { 'server.address': '127.0.0.1', 'server.port': 9000 }],
  ['[::1]:9000', { 'server.address': '::1', 'server.port': 9000 }],
  ['::1:9000', { 'server.address': '::1', 'server.port': 9000 }],
  ['grpc.grpc.svc.cluster.local:80', { 'server.address': 'grpc.grpc.svc.cluster.local', 'server.port': 80 }],
  ['ipv4:10.0.0.1:9000,10.0.0.2:9000', { 'server.address': 'ipv4:10.0.0.1:9000,10.0.0.2:9000' }],
  ['localhost', { 'server.address': 'localhost' }],
  ['', {}],
] as const) {
  test(`the address "${address}" is ${JSON.stringify(attributes)}`, () => {
    assert.deepEqual(addressAttributes('server', address), attributes);
  });
}

test('what somebody sent is cut, and what is absent is left out', () => {
  const header = (name: string) =>
    name === 'hello-pod' || name === 'x-request-id' ? 'x'.repeat(5000) : undefined;
  assert.deepEqual(identityAttributes(header), { 'hello.pod': 'x'.repeat(200) });
  assert.deepEqual(requestIdAttributes(header), { 'guid:x-request-id': 'x'.repeat(200) });
});
