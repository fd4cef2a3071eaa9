import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import { until, type Walk } from '../walk.ts';

/** Back without a mesh; then settings change under a running pod. */
export async function walkLiveSettings(walk: Walk): Promise<void> {
  await walk.helm(commands.none);
  await walk.see(commands.clientPods, / 1\/1 +Running /);
  await walk.report('', 'PINNED');
  await walk.see(commands.test, /Phase: +Succeeded/);

  await walk.helm(commands.liveSettings);
  const before = await walk.look('kubectl -n test get pods -o name');
  await walk.helm(commands.fiveCalls);
  await until('the kubelet has brought the new settings', async () => (await walk.report()).run.made === 5);
  assert.equal(await walk.look('kubectl -n test get pods -o name'), before, 'The pod was not restarted.');
}
