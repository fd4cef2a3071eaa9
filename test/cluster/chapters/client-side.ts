import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import type { Walk } from '../walk.ts';

/** The same pods, balanced without a mesh: the client goes round all of them. */
export async function walkClientSide(walk: Walk): Promise<void> {
  await walk.helm(commands.clientSide);
  const { cause, backends } = await walk.report('', 'BALANCED');
  assert.deepEqual([cause.id, backends.length], ['balanced-by-client', 3]);
  await walk.see(commands.report, /^BALANCED +25 calls were shared by 3 backends/);
  await walk.see(commands.test, /Phase: +Succeeded/);
}
