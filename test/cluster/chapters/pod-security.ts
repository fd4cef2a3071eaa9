import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import type { Walk } from '../walk.ts';

const enforce = 'pod-security.kubernetes.io/enforce';
/** From the range that OpenShift gives to a namespace. */
const anyUser = 1_000_660_000;

/** Pod Security `restricted` is enforced, and a user comes from the namespace as on OpenShift. */
export async function walkPodSecurity(walk: Walk): Promise<void> {
  const labelled = await walk.run(`kubectl label namespace grpc test ${enforce}=restricted`);
  assert.doesNotMatch(labelled, /Warning/, 'The pods that run would be admitted.');
  await walk.run(commands.restartAll);
  await walk.helm(commands.none);
  await walk.see(commands.report, /^PINNED/);

  const user = ['server', 'client'].map((one) => `--set ${one}.podSecurityContext.runAsUser=${anyUser}`);
  await walk.helm(`${commands.none} ${user.join(' ')}`);
  const seen = await walk.run('kubectl -n test exec deploy/grpc-client -- id -u');
  assert.equal(seen, String(anyUser));
  assert.equal(await walk.run('kubectl -n grpc exec deploy/grpc-v1 -- id -u'), String(anyUser));
  await walk.see(commands.report, /^PINNED/);
  await walk.see(commands.test, /Phase: +Succeeded/);
}
