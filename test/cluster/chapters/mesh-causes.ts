import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import { until, type Walk } from '../walk.ts';

const protocol = (value: string) =>
  `kubectl -n grpc patch service grpc --type=json -p '[{"op":"replace","path":"/spec/ports/0/appProtocol","value":"${value}"}]'`;
/** The third version listens where only its own pod can call it, and is ready all the same. */
const deafVersion =
  '\'server.versions=[{"name":"v1","label":"l1"},{"name":"v2","label":"l2"},{"name":"v3","label":"l3","config":{"quarkus.grpc.server.host":"127.0.0.1"}}]\'';

/** What else goes wrong in meshes, made for real: the report has to name it. */
export async function walkMeshCauses(walk: Walk): Promise<void> {
  await walk.helm(commands.sidecar);
  await walk.run(protocol('tcp'));
  const plain = await until('the proxy takes the port for plain TCP', async () => {
    const report = await walk.report();
    return report.verdict !== 'BALANCED' && report;
  });
  assert.deepEqual([plain.verdict, plain.cause.id], ['PINNED', 'plain-tcp-port']);
  await walk.run(protocol('grpc'));
  await until('the proxy sees calls again', async () => (await walk.report()).verdict === 'BALANCED');

  await walk.helm(
    `${commands.sidecar} --set mesh.trafficPolicy.loadBalancer.consistentHash.useSourceIp=true`,
  );
  const sticky = await until('the proxy goes by a hash', async () => {
    const report = await walk.report();
    return report.verdict !== 'BALANCED' && report;
  });
  assert.deepEqual([sticky.verdict, sticky.cause.id], ['PINNED', 'sticky-hash']);

  await walk.helm(`${commands.sidecar} --set server.probes.readiness=null --set-json ${deafVersion}`);
  const { verdict, cause, otherCauses, proxy } = await walk.report('requests=auto');
  const named = [cause, ...otherCauses].map(({ id }) => id);
  assert.ok(named.includes('retries'), `${verdict}: ${named.join(', ')}`);
  assert.ok((proxy?.retries ?? 0) > 0);
}
