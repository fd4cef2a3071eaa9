import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { splitTarget } from './split-target.ts';

for (const [target, host, port] of [
  ['localhost:9000', 'localhost', 9000],
  ['dns:///grpc.grpc.svc.cluster.local:9000', 'grpc.grpc.svc.cluster.local', 9000],
  ['dns://10.0.0.10/grpc:9000', 'grpc', 9000],
  ['dns:grpc:9000', 'grpc', 9000],
  ['ipv4:10.0.0.1:9000', '10.0.0.1', 9000],
  ['ipv4:10.0.0.1:9001,10.0.0.2:9002', '10.0.0.1', 9001],
  ['ipv6:[::1]:9000', '::1', 9000],
  ['ipv6:[fd00::1]:9000,[fd00::2]:9001', 'fd00::1', 9000],
  ['[::1]:9000', '::1', 9000],
  ['grpc', 'grpc', 0],
] as const) {
  test(`${target} leads to ${host}, port ${port}`, () => {
    assert.deepEqual(splitTarget(target), { host, port });
  });
}

const name = fc.stringMatching(/^[a-z][a-z0-9.-]{0,30}$/);
const port = fc.nat({ max: 65_535 });

test('the scheme in front makes no difference', () => {
  fc.assert(
    fc.property(
      name,
      port,
      fc.constantFrom('', 'dns:', 'dns:///', 'dns://10.0.0.10/'),
      (host, number, scheme) => {
        assert.deepEqual(splitTarget(`${scheme}${host}:${number}`), { host, port: number });
      },
    ),
  );
});

test('of a list, the first counts, whatever follows', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.ipV4(), port), { minLength: 1 }), (addresses) => {
      const [[host, number] = ['', 0]] = addresses;
      const target = `ipv4:${addresses.map((pair) => pair.join(':')).join(',')}`;
      assert.deepEqual(splitTarget(target), { host, port: number });
    }),
  );
});

test('an IPv6 address loses its brackets', () => {
  fc.assert(
    fc.property(fc.ipV6(), port, (host, number) => {
      assert.deepEqual(splitTarget(`[${host}]:${number}`), { host, port: number });
      assert.deepEqual(splitTarget(`ipv6:[${host}]:${number}`), { host, port: number });
    }),
  );
});

test('any text has some host and a whole number as port', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (target) => {
      const split = splitTarget(target);
      assert.equal(typeof split.host, 'string');
      assert.ok(Number.isInteger(split.port) || split.port > 65_535, String(split.port));
    }),
  );
});
