import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import { until, type Walk } from '../walk.ts';

/** A caller outside of the mesh: pinned while it is let in, refused when mTLS is STRICT. */
export async function walkStrict(walk: Walk): Promise<void> {
  await walk.helm(commands.sidecar);
  await walk.run(commands.outsider);
  assert.match(
    await walk.run(commands.outsiderSays),
    /^PINNED[^\n]*\nwhy +This client is not in the mesh: no proxy beside it balances its calls\./m,
  );

  await walk.helm(commands.strict);
  const { verdict } = await walk.report();
  assert.equal(verdict, 'BALANCED', 'Who is in the mesh does not notice.');
  await walk.run(commands.outsider);
  assert.match(
    await walk.run(commands.outsiderSays),
    /^FAILED[^\n]*\nwhy +The connection was accepted and ended at once\. A server in a mesh with STRICT mTLS/m,
  );
  assert.match(await walk.run(commands.test), /Phase: +Succeeded/);

  await walk.helm(`${commands.sidecar} --set mesh.authorization.enabled=true`);
  await until('the servers know the policy', async () => {
    await walk.run(commands.outsider);
    return /^FAILED[^\n]*\nwhy +The server or its proxy does not allow this call/m.test(
      await walk.run(commands.outsiderSays),
    );
  });
  assert.equal((await walk.report()).verdict, 'BALANCED', 'The client is allowed.');
}
