import { elements, property, textOf } from './json.ts';

/** How clusters choose an endpoint, by the name of the cluster, from an answer to `/config_dump`. */
export function lbPoliciesOf(dump: unknown): Map<string, string> {
  const policies = new Map<string, string>();
  for (const entry of elements(property(dump, 'configs'))) {
    const cluster = property(entry, 'cluster');
    const name = textOf(cluster, 'name');
    if (name !== undefined) policies.set(name, policyOf(cluster));
  }
  return policies;
}

/** ORIGINAL_DST is no policy but a kind of cluster: the endpoint is the address that the client dialled. */
function policyOf(cluster: unknown): string {
  if (textOf(cluster, 'type') === 'ORIGINAL_DST') return 'ORIGINAL_DST';
  return extensionPolicy(cluster) ?? textOf(cluster, 'lb_policy') ?? 'ROUND_ROBIN';
}

/** The newer way to set it: `envoy.load_balancing_policies.ring_hash` for RING_HASH. */
function extensionPolicy(cluster: unknown): string | undefined {
  const [first] = elements(property(property(cluster, 'load_balancing_policy'), 'policies'));
  const name = textOf(property(first, 'typed_extension_config'), 'name');
  return name?.split('.').at(-1)?.toUpperCase();
}
