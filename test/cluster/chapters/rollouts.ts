import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import { reportCommand, type Walk } from '../walk.ts';

/** How many of the calls that were made in the meantime failed. */
interface Calls {
  readonly made: number;
  readonly failed: number;
  readonly messages: readonly string[];
}

const rolledOut =
  'for one in v1 v2 v3; do kubectl -n grpc rollout status deploy/grpc-$one --timeout=120s; done';
const changes = {
  'rolling restart': `kubectl -n grpc rollout restart deploy && ${rolledOut}`,
  'scale-up': `kubectl -n grpc scale deploy --all --replicas=3 && ${rolledOut}`,
  'scale-down': `kubectl -n grpc scale deploy --all --replicas=1 && ${rolledOut}`,
};

/** Servers come and go while calls are made: none may be lost. */
export async function walkRollouts(walk: Walk): Promise<void> {
  await walk.helm(commands.none);
  const without = await changeServers(walk, 'none');
  await walk.helm(commands.clientSide);
  tell(walk, [...without, ...(await changeServers(walk, 'client-side'))]);
}

/** The same with a proxy in every pod. */
export async function walkMeshRollouts(walk: Walk): Promise<void> {
  await walk.helm(commands.sidecar);
  tell(walk, await changeServers(walk, 'istio-sidecar'));
}

interface Row extends Calls {
  readonly name: string;
}

async function changeServers(walk: Walk, mode: string): Promise<readonly Row[]> {
  await walk.report();
  const rows: Row[] = [];
  for (const [change, command] of Object.entries(changes))
    rows.push({ name: `${mode} | ${change}`, ...(await callsWhile(walk, command)) });
  return rows;
}

function tell({ transcript }: Walk, rows: readonly Row[]): void {
  const table = rows.map(({ name, made, failed }) => `| ${name} | ${made} | ${failed} |`);
  const head = ['| mode | servers | calls | failed |', '| --- | --- | --- | --- |'];
  transcript.say([...head, ...table].join('\n'));
  for (const { name, made, failed, messages } of rows) {
    assert.ok(made > 1000, `${name}: ${made} calls are too few to tell.`);
    assert.equal(failed, 0, `${name}: ${[...new Set(messages)].join('; ')}`);
  }
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
