import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import type { Walk } from '../walk.ts';

const protocol = (value: string) =>
  `kubectl -n grpc patch service grpc --type=json -p '[{"op":"replace","path":"/spec/ports/0/appProtocol","value":"${value}"}]'`;
/** Servers as they are outside of a mesh, for a client whose DestinationRule says ISTIO_MUTUAL. */
const withoutTls =
  'kubectl apply -f - <<< \'{"apiVersion":"security.istio.io/v1","kind":"PeerAuthentication","metadata":{"name":"no-tls","namespace":"grpc"},"spec":{"mtls":{"mode":"DISABLE"}}}\'';
/** The third version listens where only its own pod can call it, and is ready all the same. */
const deafVersion =
  '\'server.versions=[{"name":"v1","label":"l1"},{"name":"v2","label":"l2"},{"name":"v3","label":"l3","config":{"quarkus.grpc.server.host":"127.0.0.1"}}]\'';

/** What else goes wrong in meshes, made for real: the report has to name it. */
export async function walkMeshCauses(walk: Walk): Promise<void> {
  await walk.helm(commands.sidecar);
  await walk.run(protocol('tcp'));
  assert.equal((await walk.report('', 'PINNED')).cause.id, 'plain-tcp-port');
  await walk.run(protocol('grpc'));
  await walk.report('', 'BALANCED');

  await walk.helm(
    `${commands.sidecar} --set mesh.trafficPolicy.loadBalancer.consistentHash.useSourceIp=true`,
  );
  assert.equal((await walk.report('', 'PINNED')).cause.id, 'sticky-hash');

  await walk.helm(commands.secondPool);
  await walk.run(withoutTls);
  assert.equal((await walk.report('', 'FAILED')).cause.id, 'server-not-in-mesh');
  await walk.run('kubectl -n grpc delete peerauthentication no-tls');

  await walk.helm(`${commands.sidecar} --set server.probes.readiness=null --set-json ${deafVersion}`);
  const { verdict, cause, otherCauses, proxy } = await walk.report('requests=auto');
  const named = [cause, ...otherCauses].map(({ id }) => id);
  assert.ok(named.includes('retries'), `${verdict}: ${named.join(', ')}`);
  assert.ok((proxy?.retries ?? 0) > 0);
}
