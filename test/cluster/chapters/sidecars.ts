import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import { shell } from '../shell.ts';
import type { Walk } from '../walk.ts';

const enforce = 'pod-security.kubernetes.io/enforce';

/** Steps 4 and 5 of the article: a proxy beside every pod picks a server for each call. */
export async function walkSidecars(walk: Walk): Promise<void> {
  // A mesh without its CNI plugin needs an init container with rights that `restricted` refuses.
  await walk.look(`kubectl label namespace grpc test ${enforce}-`);
  await walk.helm(commands.sidecar);
  assert.equal((await walk.run(commands.serverPods)).match(/ 2\/2 +Running /g)?.length, 3);
  assert.equal((await walk.run(commands.clientPods)).match(/ 2\/2 +Running /g)?.length, 1);

  await walk.see(commands.hello, /Hello/);
  await walk.see(commands.reportAuto, /^BALANCED/);
  const { cause, proxy, backends } = await walk.report('requests=auto', 'BALANCED');
  assert.deepEqual([cause.id, backends.length], ['balanced-by-proxy', 3]);
  assert.equal(proxy?.agrees, true, 'The proxy counted per endpoint what the replies say.');
  assert.ok(proxy.endpoints.length >= 3);
  for (const { address, requests, replies } of proxy.endpoints) assert.equal(requests, replies, address);
  await walk.see(commands.test, /Phase: +Succeeded/);
  await askPodSecurity(walk);
}

/** Whether `restricted` would refuse anything but the init container of a mesh without a CNI plugin. */
async function askPodSecurity(walk: Walk): Promise<void> {
  const found = JSON.parse(await walk.look('kubectl -n grpc get pods -l app=grpc -o json'));
  const { nodeName: _, ...spec } = found.items[0].spec;
  const labels = { 'sidecar.istio.io/inject': 'false' };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'injected', namespace: 'grpc', labels },
    spec,
  };
  await walk.look(`kubectl label namespace grpc ${enforce}=restricted`);
  const { status, output } = await shell('kubectl create --dry-run=server -f -', JSON.stringify(pod));
  await walk.look(`kubectl label namespace grpc ${enforce}-`);
  walk.transcript.say(`Pod Security \`restricted\` says of an injected pod: ${output}`);
  const refused = [...output.matchAll(/"([\w-]+)"(?= must)/g)].map(([, container]) => container);
  assert.ok(status === 0 || refused.length > 0, output);
  assert.deepEqual(
    refused.filter((container) => container !== 'istio-init'),
    [],
  );
}
