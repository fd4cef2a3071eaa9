import assert from 'node:assert/strict';
import test from 'node:test';
import { lbPoliciesOf } from './lb-policies.ts';
import recorded from './recorded/envoy-1.40.json';

const extension = (name: string) => ({ policies: [{ typed_extension_config: { name } }] });

for (const [what, cluster, policy] of [
  ['no policy, as Envoy leaves out the default', {}, 'ROUND_ROBIN'],
  ['a policy', { lb_policy: 'MAGLEV' }, 'MAGLEV'],
  [
    'the newer form',
    { load_balancing_policy: extension('envoy.load_balancing_policies.ring_hash') },
    'RING_HASH',
  ],
  ['a headless Service', { type: 'ORIGINAL_DST', lb_policy: 'CLUSTER_PROVIDED' }, 'ORIGINAL_DST'],
] as const) {
  test(`a cluster with ${what} is told as ${policy}`, () => {
    const dump = { configs: [{ cluster: { name: 'a', ...cluster } }] };
    assert.deepEqual([...lbPoliciesOf(dump)], [['a', policy]]);
  });
}

test('a recorded dump is read', () => {
  assert.deepEqual(
    [...lbPoliciesOf(recorded.dump)],
    [['outbound|9000|v1|grpc.grpc.svc.cluster.local', 'ROUND_ROBIN']],
  );
});

for (const dump of [undefined, null, 3, {}, { configs: 3 }, { configs: [null, { cluster: { name: 3 } }] }]) {
  test(`the dump ${JSON.stringify(dump)} tells nothing`, () => assert.deepEqual([...lbPoliciesOf(dump)], []));
}
