import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import type { Walk } from '../walk.ts';

/** Steps 6 and 7 of the article: the connection pool decides how many connections calls take. */
export async function walkConnectionPools(walk: Walk): Promise<void> {
  await walk.helm(commands.firstPool);
  await walk.run(commands.logRouter);
  const first = await walk.report('', 'BALANCED');
  assert.equal(first.proxy?.connectionsOpened, 25, 'Each of 25 calls had a connection of its own.');
  await walk.see(commands.helloStep6, /Hello/);
  assert.match(await walk.run(commands.findStep6), /^ *25 creating a new connection$/);

  await walk.see(commands.overflow, /^FAILED/);
  const crowded = await walk.report('requests=50&concurrency=10', 'FAILED');
  assert.equal(crowded.cause.id, 'overflow');

  await walk.helm(commands.secondPool);
  await walk.run(commands.logRouter);
  // The proxies learn of the new rule in their own time.
  let opened = 25;
  for (let attempt = 1; attempt <= 10 && opened > 3; attempt += 1) {
    const second = await walk.report('', 'BALANCED');
    opened = second.proxy?.connectionsOpened ?? opened;
  }
  assert.ok(opened <= 3, `25 calls took ${opened} connections to three servers.`);
  await walk.see(commands.helloStep7, /Hello/);
  assert.match(await walk.run(commands.findStep7), /2[2-5] using existing[a-z ]* connection/);
  await walk.see(commands.test, /Phase: +Succeeded/);
}
