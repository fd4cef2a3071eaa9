import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { observers } from './observers.ts';
import { project, shellNow } from './shell.ts';

const { jaeger, prometheus } = observers();
const { repository, tag } = parse(readFileSync(join(project, 'helm/values.yaml'), 'utf8')).observability
  .jaeger.image;
const jaegerImage = `${repository}:${tag}`;
const hasMesh = 'kubectl get customresourcedefinition virtualservices.networking.istio.io';
/** A pod that only says which Jaeger it is, with the rights of `restricted`. */
const tryImage = `kubectl -n grpc run try-jaeger --image=${jaegerImage} --restart=Never --labels=sidecar.istio.io/inject=false --override-type=strategic --overrides='${JSON.stringify(
  {
    spec: {
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'try-jaeger',
          args: ['version'],
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  },
)}'`;
const imageRan =
  "kubectl -n grpc wait pod/try-jaeger --for=jsonpath='{.status.phase}'=Succeeded --timeout=60s";

/** What not every cluster has: what shows that it is there, and what is left out without it. */
const needs = {
  mesh: {
    command: hasMesh,
    lack: 'The cluster has no Istio.',
  },
  gateway: {
    command: 'kubectl -n istio-system get service istio-ingressgateway && command -v grpcurl',
    lack: 'There is no Service istio-ingressgateway in istio-system, or grpcurl is not installed.',
  },
  jaegerImage: {
    command: `${tryImage} && { ${imageRan}; ran=$?; kubectl -n grpc delete pod try-jaeger --now; exit $ran; }`,
    lack: `The cluster cannot get the image ${jaegerImage}.`,
  },
  jaeger: {
    command: `${hasMesh} && curl -sf '${jaeger}/api/v3/services'`,
    lack: 'HELLO_CLUSTER_JAEGER names no Jaeger that answers, or the cluster has no Istio.',
  },
  prometheus: {
    command: `${hasMesh} && curl -sf '${prometheus}/-/ready'`,
    lack: 'HELLO_CLUSTER_PROMETHEUS names no Prometheus that is ready, or the cluster has no Istio.',
  },
} as const;

export type Need = keyof typeof needs;

/** Why a chapter is left out, as a sentence, or false when it is walked. */
export function whyLeftOut(need: Need | undefined): string | false {
  if (need === undefined) return false;
  const { command, lack } = needs[need];
  return shellNow(command).status === 0 ? false : lack;
}
