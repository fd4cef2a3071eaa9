import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import type { Walk } from '../walk.ts';

/** The same pods, balanced without a mesh: the client goes round all of them. */
export async function walkClientSide(walk: Walk): Promise<void> {
  await walk.helm(commands.clientSide);
  const { verdict, cause, backends } = await walk.report();
  assert.deepEqual([verdict, cause.id, backends.length], ['BALANCED', 'balanced-by-client', 3]);
  assert.match(await walk.run(commands.report), /^BALANCED +25 calls were shared by 3 backends/);
  assert.match(await walk.run(commands.test), /Phase: +Succeeded/);
}
