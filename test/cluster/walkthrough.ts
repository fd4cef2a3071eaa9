import assert from 'node:assert/strict';
import test from 'node:test';
import { chapters } from './chapters.ts';
import { cleanUp } from './clean-up.ts';
import { commands } from './commands.ts';
import { whyNotHere } from './guard.ts';
import { lookFurther } from './look-further.ts';
import { whyLeftOut } from './needs.ts';
import { openTranscript } from './transcript.ts';
import { beginWalk, type Walk } from './walk.ts';

// Walks the article's steps on the cluster of KUBECONFIG: `npm run test:cluster`; docs/walkthrough.md says how.

const refusal = whyNotHere();
if (refusal !== undefined) {
  console.error(refusal);
  process.exit(2);
}

test('the walk', async (t) => {
  const walk = beginWalk(openTranscript());
  t.after(() => {
    cleanUp();
    console.log(`The transcript is ${walk.transcript.path}.`);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      cleanUp();
      process.exit(1);
    });
  await prepareImages(walk);
  const only = new RegExp(process.env.HELLO_CLUSTER_ONLY ?? '');
  const chosen = chapters.filter(({ title }) => only.test(title));
  const [first] = chapters;
  // The first chapter installs what the others change.
  if (first !== undefined && !chosen.includes(first)) await walk.helm(commands.install);
  let isWhole = chosen.length === chapters.length;
  for (const chapter of chosen) {
    const skip = whyLeftOut(chapter.needs);
    if (skip !== false) isWhole = false;
    await t.test(chapter.title, { skip }, async () => {
      walk.transcript.heading(chapter.title);
      try {
        await chapter.walk(walk);
      } catch (problem) {
        throw lookFurther(problem, walk);
      }
    });
  }
  const skip = isWhole ? false : 'Not every chapter was walked.';
  await t.test('every command of the documents was run', { skip }, () => {
    const isHere = (command: string) =>
      process.env.HELLO_CLUSTER_LOAD !== undefined || !command.startsWith('docker build');
    const missing = Object.values(commands).filter((command) => isHere(command) && !walk.ran.has(command));
    assert.deepEqual(missing, []);
  });
});

/** Builds the images and brings them into the cluster, where HELLO_CLUSTER_LOAD says how; else they must be there. */
async function prepareImages(walk: Walk): Promise<void> {
  const load = process.env.HELLO_CLUSTER_LOAD;
  if (load === undefined) return;
  walk.transcript.heading('images');
  await walk.run(commands.buildServer);
  await walk.run(commands.buildClient);
  await walk.run(`${load} grpc-hello-server:0.1.0 grpc-hello-client:0.1.0`);
}
