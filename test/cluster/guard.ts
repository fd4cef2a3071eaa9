import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { project, shellNow } from './shell.ts';

/** The namespaces that the walk makes and deletes. */
export const namespaces = ['grpc', 'test'] as const;
/** The folder, below the project, for those of step 8. */
export const certificates = 'certs';

/**
 * Why the walk must not begin, as a sentence, or undefined when it may. It changes the cluster, so it wants to be told
 * which one is meant: a kubeconfig that happens to point elsewhere must not be enough.
 */
export function whyNotHere(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const { KUBECONFIG: kubeconfig = '', HELLO_CLUSTER_CONTEXT: expected = '' } = environment;
  if (kubeconfig === '')
    return 'KUBECONFIG names no cluster; set it, and HELLO_CLUSTER_CONTEXT to the context that you mean.';
  const context = shellNow('kubectl config current-context');
  if (context.status !== 0) return `KUBECONFIG (${kubeconfig}) has no current context: ${context.output}`;
  if (expected !== context.output)
    return `The current context is ${context.output}, but HELLO_CLUSTER_CONTEXT says ${expected || 'nothing'}; set it to the cluster in which the namespaces ${namespaces.join(' and ')} may be made and deleted.`;
  const version = shellNow('kubectl version --request-timeout=10s');
  if (version.status !== 0) return `The cluster ${expected} does not answer: ${lastLine(version.output)}`;
  if (shellNow('helm version').status !== 0) return 'Helm is not installed; set HELM to its program.';
  const taken = shellNow(`kubectl get namespace ${namespaces.join(' ')} --ignore-not-found -o name`).output;
  if (taken !== '')
    return `${taken.split('\n').join(' and ')} exist already; the walk makes and deletes them, so delete them first if they can go: kubectl delete ${taken.split('\n').join(' ')}`;
  if (existsSync(join(project, certificates)))
    return `The folder ${certificates} exists already; the walk makes and deletes it, so delete it first if it can go.`;
  return undefined;
}

function lastLine(text: string): string {
  return text.split('\n').at(-1) ?? '';
}
