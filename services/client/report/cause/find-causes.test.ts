import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  answer,
  evidenceOf,
  failedCall,
  type GivenRun,
  inOrder,
  shared,
  times,
  weights,
} from '../../../../test/helpers/report-values.ts';
import { findCauses } from './find-causes.ts';

const even = shared({ a: 10, b: 10, c: 10 });
const addresses = ['10.0.0.1:9000', '10.0.0.2:9000', '10.0.0.3:9000'];
const onTheirOwn = inOrder(
  ...Array.from({ length: 24 }, (_, n) => times(2, answer(n % 2 === 0 ? 'a' : 'b', { client: n }))),
);

test('a run that is too short says so, where nothing else explains it', () => {
  const { cause } = findCauses(evidenceOf({ calls: shared({ a: 3, b: 2 }) }));
  assert.deepEqual([cause.id, cause.remedies], ['too-few-calls', ['requests=auto']]);
});

test('of an Envoy that the calls did not pass, the cause that nobody knows says so', () => {
  const { cause } = findCauses(
    evidenceOf({ calls: even, more: { hasProxyBeside: true, serverHeaders: ['envoy'] } }),
  );
  assert.equal(cause.id, 'unknown');
  assert.deepEqual(cause.evidence.slice(1), [
    'an Envoy answers at hello.mesh.admin-url, but these calls did not pass through it',
    'answers say server: envoy',
  ]);
});

test('on connections of their own calls are balanced by connections, and the connections are counted', () => {
  const given = { calls: onTheirOwn, channel: { connections: 24 }, expected: { count: 2 } };
  const { cause } = findCauses(evidenceOf(given));
  assert.match(cause.sentence, /24/);
});

test('whatever was seen, there is one cause, all are different and none has a hole in it', () => {
  const record = fc.oneof(
    fc
      .constantFrom('a', 'b', 'c')
      .chain((name) =>
        fc.integer({ min: 1, max: 3 }).map((client) => answer(name, { client, version: name })),
      ),
    fc
      .constantFrom('UNAVAILABLE', 'INTERNAL', 'DEADLINE_EXCEEDED')
      .map((status) => failedCall(status, 'Connection dropped')),
  );
  const given = fc.record({
    calls: fc.array(record, { maxLength: 40 }).map((calls) => inOrder(calls)),
    run: fc.record({
      channel: fc.constantFrom('fresh', 'shared', 'per-call'),
      policy: fc.constantFrom('pick_first', 'round_robin'),
      dial: fc.constantFrom('service', 'backends'),
    }),
    channel: fc.record({
      connections: fc.option(fc.nat({ max: 5 })),
      addresses: fc.subarray(addresses),
      errors: fc.subarray(['connect ECONNREFUSED 10.0.0.2:9000']),
    }),
    expected: fc.record({
      count: fc.nat({ max: 4 }),
      from: fc.constantFrom('dns', 'configuration', 'target', 'observation'),
      addresses: fc.subarray(addresses),
      hasChanged: fc.boolean(),
    }),
    expectation: fc.constantFrom(undefined, weights('a=1,b=1')),
    isNamed: fc.boolean(),
    more: fc.record({
      attempts: fc.option(fc.nat({ max: 3 })),
      meshMode: fc.constantFrom(undefined, 'istio-sidecar', 'istio-ambient', 'none'),
      serverHeaders: fc.subarray(['istio-envoy', 'nginx']),
      proxyPolicies: fc.subarray(['MAGLEV', 'LEAST_REQUEST']),
    }),
  });
  fc.assert(
    fc.property(given, (seen) => {
      const { cause, others } = findCauses(evidenceOf(seen as GivenRun));
      const all = [cause, ...others];
      assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
      for (const { sentence, evidence, remedies } of all)
        for (const text of [sentence, ...evidence, ...remedies])
          assert.doesNotMatch(text, /undefined|null|NaN|^$|\b1 (?:calls|connections|backends|addresses)\b/);
    }),
  );
});
