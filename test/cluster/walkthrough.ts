import assert from 'node:assert/strict';
import test from 'node:test';
import { walkClientSide } from './chapters/client-side.ts';
import { walkConnectionPools } from './chapters/connection-pools.ts';
import { walkGateway } from './chapters/gateway.ts';
import { walkLiveSettings } from './chapters/live-settings.ts';
import { walkMeshCauses } from './chapters/mesh-causes.ts';
import { walkOtherPlatforms } from './chapters/other-platforms.ts';
import { walkPodSecurity } from './chapters/pod-security.ts';
import { walkRollouts } from './chapters/rollouts.ts';
import { walkSidecars } from './chapters/sidecars.ts';
import { walkStrict } from './chapters/strict.ts';
import { walkTroubleshooting } from './chapters/troubleshooting.ts';
import { walkUninstall } from './chapters/uninstall.ts';
import { walkWeights } from './chapters/weights.ts';
import { walkWithoutMesh } from './chapters/without-mesh.ts';
import { cleanUp } from './clean-up.ts';
import { commands } from './commands.ts';
import { whyNotHere } from './guard.ts';
import { lookFurther } from './look-further.ts';
import { openTranscript } from './transcript.ts';
import { beginWalk, type Walk } from './walk.ts';

// Walks the article's steps on the cluster of KUBECONFIG: `npm run test:cluster`; CONTRIBUTING.md says how.

const refusal = whyNotHere();
if (refusal !== undefined) {
  console.error(refusal);
  process.exit(2);
}

const chapters: Readonly<Record<string, (walk: Walk) => Promise<void>>> = {
  'without a mesh, one pod gets all calls': walkWithoutMesh,
  'the client itself balances': walkClientSide,
  'the strictest Pod Security and any user will do': walkPodSecurity,
  'sidecars balance': walkSidecars,
  'the connection pool decides how many connections there are': walkConnectionPools,
  'versions share calls by weight': walkWeights,
  'who is outside of the mesh': walkStrict,
  'the way in from outside of the cluster': walkGateway,
  'what goes wrong in a mesh is named': walkMeshCauses,
  'what troubleshooting asks is answered': walkTroubleshooting,
  'what cannot run here is at least taken': walkOtherPlatforms,
  'settings change without a restart': walkLiveSettings,
  'no call is lost while servers come and go': walkRollouts,
  'helm uninstall leaves only the namespaces': walkUninstall,
};

test('the walk', async (t) => {
  const walk = beginWalk(openTranscript());
  t.after(() => {
    cleanUp();
    console.log(`The transcript is ${walk.transcript.path}.`);
  });
  process.once('SIGINT', () => {
    cleanUp();
    process.exit(130);
  });
  await prepareImages(walk);
  const only = process.env.HELLO_CLUSTER_ONLY;
  if (only !== undefined) await walk.helm(commands.install);
  for (const [title, chapter] of Object.entries(chapters)) {
    if (only !== undefined && !new RegExp(only).test(title)) continue;
    await t.test(title, async () => {
      walk.transcript.heading(title);
      try {
        await chapter(walk);
      } catch (problem) {
        throw lookFurther(problem, walk);
      }
    });
  }
  if (only === undefined)
    await t.test('every command of the documents was run', () => {
      const isOfImages = (command: string) => command.startsWith('docker build');
      const missing = Object.values(commands).filter((command) => !walk.ran.has(command));
      assert.deepEqual(
        missing.filter((command) => !isOfImages(command) || process.env.HELLO_CLUSTER_LOAD !== undefined),
        [],
      );
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
