import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import { until, type Walk } from '../walk.ts';

/** A caller outside of the mesh: pinned while it is let in, refused when mTLS is STRICT. */
export async function walkStrict(walk: Walk): Promise<void> {
  await walk.helm(commands.sidecar);
  await runOutsider(walk);
  assert.match(
    await walk.run(commands.outsiderSays),
    /^PINNED[^\n]*\nwhy +This client is not in the mesh: no proxy beside it balances its calls\./m,
  );

  await walk.helm(commands.strict);
  // Who is in the mesh does not notice.
  await walk.report('', 'BALANCED');
  await runOutsider(walk);
  assert.match(
    await walk.run(commands.outsiderSays),
    /^FAILED[^\n]*\nwhy +The connection was accepted and ended at once\. A server in a mesh with STRICT mTLS/m,
  );
  await walk.see(commands.test, /Phase: +Succeeded/);

  await walk.helm(`${commands.sidecar} --set mesh.authorization.enabled=true`);
  await until('the servers know the policy', async () => {
    await runOutsider(walk);
    return /^FAILED[^\n]*\nwhy +The server or its proxy does not allow this call/m.test(
      await walk.run(commands.outsiderSays),
    );
  });
  // The client is allowed.
  await walk.report('', 'BALANCED');
}

/** With the image that the client has here. */
async function runOutsider(walk: Walk): Promise<void> {
  const path = '{.spec.template.spec.containers[?(@.name=="custom-grpc-hello")].image}';
  const image = await walk.look(`kubectl -n test get deploy grpc-client -o jsonpath='${path}'`);
  await walk.run(commands.outsider, commands.outsider.replace(/--image=\S+/, `--image=${image}`));
}
