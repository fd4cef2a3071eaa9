import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import type { Walk } from '../walk.ts';

/** Steps 6 and 7 of the article: the connection pool decides how many connections calls take. */
export async function walkConnectionPools(walk: Walk): Promise<void> {
  await walk.helm(commands.firstPool);
  await walk.run(commands.logRouter);
  const first = await walk.report();
  assert.equal(first.verdict, 'BALANCED');
  assert.equal(first.proxy?.connectionsOpened, 25, 'Each of 25 calls had a connection of its own.');
  assert.match(await walk.run(commands.helloStep6), /Hello/);
  assert.match(await walk.run(commands.findStep6), /^ *25 creating a new connection$/);

  const crowded = JSON.parse(await walk.look(`${asJson(commands.overflow)}`));
  assert.equal(crowded.cause.id, 'overflow');
  assert.match(await walk.run(commands.overflow), /^FAILED/);

  await walk.helm(commands.secondPool);
  await walk.run(commands.logRouter);
  // The proxies learn of the new rule in their own time.
  let opened = 25;
  for (let attempt = 1; attempt <= 10 && opened > 3; attempt += 1) {
    const second = await walk.report();
    assert.equal(second.verdict, 'BALANCED');
    opened = second.proxy?.connectionsOpened ?? opened;
  }
  assert.ok(opened <= 3, `25 calls took ${opened} connections to three servers.`);
  assert.match(await walk.run(commands.helloStep7), /Hello/);
  assert.match(await walk.run(commands.findStep7), /2[2-5] using existing[a-z ]* connection/);
  assert.match(await walk.run(commands.test), /Phase: +Succeeded/);
}

function asJson(command: string): string {
  return command.replace(/'$/, "&format=json'");
}
