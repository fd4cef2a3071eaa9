import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import { namespaces } from '../guard.ts';
import { until, type Walk } from '../walk.ts';

/** What Kubernetes and a mesh put into every namespace by themselves. */
const ofTheCluster =
  /^(?:event|configmap\/(?:kube-root-ca\.crt|istio-ca-root-cert|istio-ca-crl|openshift-service-ca\.crt)|serviceaccount\/(?:default|builder|deployer)|rolebinding|secret\/(?:builder|deployer|default)|packagemanifest|podmetrics|ciliumendpoint)/;

/** Nothing but the namespaces is left. */
export async function walkUninstall(walk: Walk): Promise<void> {
  await walk.run(commands.uninstall);
  await until('all pods are gone', async () => {
    const pods = await walk.look('kubectl -n grpc get pods -o name; kubectl -n test get pods -o name');
    return pods.trim() === '';
  });
  const kinds = await walk.look('kubectl api-resources --verbs=list --namespaced -o name | paste -s -d , -');
  for (const namespace of namespaces) {
    const objects = await walk.look(
      `kubectl -n ${namespace} get ${kinds} --ignore-not-found -o name 2>/dev/null`,
    );
    const left = objects.split('\n').filter((name) => name !== '' && !ofTheCluster.test(name));
    assert.deepEqual(left, [], `The namespace ${namespace} is left with nothing of the release.`);
  }
  await walk.run(commands.cleanUp);
}
