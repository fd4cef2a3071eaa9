import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import type { Walk } from '../walk.ts';

/** Steps 1 to 3 of the article: a plain Service keeps all calls on one pod. */
export async function walkWithoutMesh(walk: Walk): Promise<void> {
  await walk.helm(commands.install);
  assert.equal((await walk.run(commands.serverPods)).match(/ 1\/1 +Running /g)?.length, 3);
  assert.equal((await walk.run(commands.clientPods)).match(/ 1\/1 +Running /g)?.length, 1);

  await walk.see(commands.hello, /Hello/);
  const counted = await walk.run(commands.callsByPod);
  assert.match(counted, /^ *25 \[pod\/grpc-v[123]-[^\n]*$/, 'One pod, and no other, got 25 calls.');

  await walk.see(commands.report, /^PINNED +25 of 25 calls/);
  assert.equal((await walk.report('', 'PINNED')).cause.id, 'one-connection');
  await walk.see(commands.test, /Phase: +Succeeded/);
}
