import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import { reportCommand, type Walk } from '../walk.ts';

/** How many of the calls that were made in the meantime failed. */
interface Calls {
  readonly made: number;
  readonly failed: number;
  readonly messages: readonly string[];
}

const modes = { none: commands.none, 'client-side': commands.clientSide, 'istio-sidecar': commands.sidecar };
const rolledOut =
  'for one in v1 v2 v3; do kubectl -n grpc rollout status deploy/grpc-$one --timeout=120s; done';
const changes = {
  'rolling restart': `kubectl -n grpc rollout restart deploy && ${rolledOut}`,
  'scale-up': `kubectl -n grpc scale deploy --all --replicas=3 && ${rolledOut}`,
  'scale-down': `kubectl -n grpc scale deploy --all --replicas=1 && ${rolledOut}`,
};

/** Servers come and go while calls are made: none may be lost. */
export async function walkRollouts(walk: Walk): Promise<void> {
  const rows: string[] = [];
  const lost: string[] = [];
  for (const [mode, upgrade] of Object.entries(modes)) {
    await walk.helm(upgrade);
    await walk.report();
    for (const [change, command] of Object.entries(changes)) {
      const { made, failed, messages } = await callsWhile(walk, command);
      const row = `| ${mode} | ${change} | ${made} | ${failed} |`;
      rows.push(row);
      assert.ok(made > 1000, `${row} is too little to tell.`);
      if (failed > 0) lost.push(`${row} ${[...new Set(messages)].join('; ')}`);
    }
  }
  walk.transcript.say(
    ['| mode | servers | calls | failed |', '| --- | --- | --- | --- |', ...rows, ...lost].join('\n'),
  );
  assert.deepEqual(lost, []);
}

/** Makes runs, on new channels and on one that is kept, until the change is over and the old pods are gone. */
async function callsWhile(walk: Walk, command: string): Promise<Calls> {
  let isOver = false;
  const change = walk
    .run(command)
    .then(() => walk.settle())
    .finally(() => {
      isOver = true;
    });
  let made = 0;
  let failed = 0;
  const messages: string[] = [];
  const loop = async () => {
    while (!isOver) {
      for (const channel of ['fresh', 'shared']) {
        const query = `requests=1000&concurrency=4&channel=${channel}`;
        const { run, failures } = JSON.parse(await walk.look(reportCommand(query)));
        made += run.made;
        failed += run.failed;
        for (const { status, message } of failures) messages.push(`${channel}: ${status} ${message}`);
      }
    }
  };
  await Promise.all([change, loop()]);
  return { made, failed, messages };
}
