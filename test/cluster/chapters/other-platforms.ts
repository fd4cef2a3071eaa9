import { shell } from '../shell.ts';
import type { Walk } from '../walk.ts';

/** Examples for what a cluster may lack: an ambient mesh, OpenShift, metrics for autoscaling, the Prometheus Operator. */
const examples = ['ambient', 'article-gateway-openshift', 'observability', 'production'];

/** What cannot run here is at least taken by the API server, and by Istio's own checks. */
export async function walkOtherPlatforms(walk: Walk): Promise<void> {
  const served = await walk.look('kubectl api-resources --no-headers');
  for (const example of examples) {
    const folder = `helm/examples/${example}/rendered`;
    const files = (await walk.look(`find ${folder} -name '*.yaml'`)).split('\n').sort();
    const unknown: string[] = [];
    for (const file of files) {
      const head = await walk.look(`grep -hE '^(apiVersion|kind):' ${file} | head -2`);
      const [, group = '', kind = ''] = /apiVersion: (\S+)\nkind: (\S+)/.exec(head) ?? [];
      const isServed = new RegExp(`\\s${group.replaceAll('.', '\\.')}\\s+\\w+\\s+${kind}$`, 'm').test(served);
      if (!isServed) unknown.push(`${kind} (${group})`);
      else await walk.look(`kubectl apply --dry-run=server --force-conflicts --server-side -f ${file}`);
    }
    const lacking = unknown.length === 0 ? '' : `; this cluster does not know ${unknown.join(', ')}`;
    walk.transcript.say(`${example}: ${files.length - unknown.length} objects were taken${lacking}.`);
    if ((await shell('istioctl version --remote=false')).status !== 0) continue;
    await walk.run(`istioctl analyze --use-kube=false ${folder}`);
  }
}
