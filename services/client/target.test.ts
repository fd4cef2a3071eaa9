import assert from 'node:assert/strict';
import test from 'node:test';
import { createTarget } from './target.ts';

for (const [host, target] of [
  ['localhost', 'localhost:9000'],
  ['grpc.grpc.svc.cluster.local', 'grpc.grpc.svc.cluster.local:9000'],
  ['10.0.0.1', '10.0.0.1:9000'],
  ['[::1]', '[::1]:9000'],
  ['dns:///grpc-headless', 'dns:///grpc-headless:9000'],
  ['dns:///grpc-headless:9001', 'dns:///grpc-headless:9001'],
  ['dns://10.96.0.10/grpc', 'dns://10.96.0.10/grpc:9000'],
  ['dns:grpc', 'dns:grpc:9000'],
  ['ipv4:127.0.0.1:9001,127.0.0.1:9002', 'ipv4:127.0.0.1:9001,127.0.0.1:9002'],
  ['unix:/run/grpc.sock', 'unix:/run/grpc.sock'],
] as const) {
  test(`the host ${host} is dialled as ${target}`, () => assert.equal(createTarget(host, 9000), target));
}

for (const host of ['a b', 'localhost:9000', '::1', 'http://localhost', 'user@host', 'a/b', '']) {
  test(`the host "${host}" cannot be dialled`, () => {
    assert.throws(() => createTarget(host, 9000), { message: `Invalid host or port: ${host} 9000` });
  });
}
