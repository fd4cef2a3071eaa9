import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import type { Walk } from '../walk.ts';

const breakLabel =
  'kubectl -n grpc patch destinationrule grpc-dr --type=json -p \'[{"op":"replace","path":"/spec/subsets/1/labels/app.kubernetes.io~1version","value":"l9"}]\'';

/** Shares of versions hold; and a subset that selects no pod is found and named. */
export async function walkWeights(walk: Walk): Promise<void> {
  await walk.helm(commands.weights);
  const query = 'requests=auto&expect=weights:l1=90,l2=10';
  await walk.see(commands.reportWeights, /^BALANCED[\s\S]*weights:l1=90,l2=10: met/);
  await walk.see(commands.test, /Phase: +Succeeded/);

  await walk.helm(`${commands.weights} --set client.test.attempts=1`);
  await walk.run(breakLabel);
  assert.equal((await walk.report(query, 'FAILED')).cause.id, 'no-healthy-upstream');
  assert.match(await walk.fails(commands.test), /no endpoint to send the calls to: a subset selects no pod/);
  await walk.run('kubectl -n test delete pod grpc-client-test');
  // Helm 4 would not take back what somebody else has changed; it makes what is missing.
  await walk.run('kubectl -n grpc delete destinationrule grpc-dr');
}
