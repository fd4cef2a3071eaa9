import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import type { Walk } from '../walk.ts';

/** Steps 4 and 5 of the article: a proxy beside every pod picks a server for each call. */
export async function walkSidecars(walk: Walk): Promise<void> {
  await lookAtPodSecurity(walk);
  await walk.helm(commands.sidecar);
  assert.equal((await walk.run(commands.serverPods)).match(/ 2\/2 +Running /g)?.length, 3);
  assert.equal((await walk.run(commands.clientPods)).match(/ 2\/2 +Running /g)?.length, 1);

  assert.match(await walk.run(commands.hello), /Hello/);
  assert.match(await walk.run(commands.reportAuto), /^BALANCED/);
  const { verdict, cause, proxy, backends } = await walk.report('requests=auto');
  assert.deepEqual([verdict, cause.id, backends.length], ['BALANCED', 'balanced-by-proxy', 3]);
  assert.equal(proxy?.agrees, true, 'The proxy counted per endpoint what the replies say.');
  for (const { address, requests, replies } of proxy.endpoints) assert.equal(requests, replies, address);
  assert.match(await walk.run(commands.test), /Phase: +Succeeded/);
}

/** Where the mesh has no CNI plugin, its own init container is all that `restricted` would refuse. */
async function lookAtPodSecurity(walk: Walk): Promise<void> {
  const label = 'pod-security.kubernetes.io/enforce';
  await walk.run(`kubectl label namespace grpc test ${label}-`);
  await walk.helm(commands.sidecar);
  const answer = await walk.run(`kubectl label namespace grpc test ${label}=restricted --dry-run=server`);
  const refused = [...answer.matchAll(/containers? "([^"]+)"/g)].map(([, container]) => container);
  assert.ok(
    refused.every((container) => container === 'istio-init'),
    'No container of the chart, and no proxy, is refused.',
  );
}
