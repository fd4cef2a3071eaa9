import { walkClientSide } from './chapters/client-side.ts';
import { walkConnectionPools } from './chapters/connection-pools.ts';
import { walkGateway } from './chapters/gateway.ts';
import { walkLiveSettings } from './chapters/live-settings.ts';
import { walkMeshCauses } from './chapters/mesh-causes.ts';
import { walkOtherPlatforms } from './chapters/other-platforms.ts';
import { walkPodSecurity } from './chapters/pod-security.ts';
import { walkMeshRollouts, walkRollouts } from './chapters/rollouts.ts';
import { walkSidecars } from './chapters/sidecars.ts';
import { walkStrict } from './chapters/strict.ts';
import { walkTroubleshooting } from './chapters/troubleshooting.ts';
import { walkUninstall } from './chapters/uninstall.ts';
import { walkWeights } from './chapters/weights.ts';
import { walkWithoutMesh } from './chapters/without-mesh.ts';
import { shellNow } from './shell.ts';
import type { Walk } from './walk.ts';

/** A part of the walk; each begins with an installation of its own. */
export interface Chapter {
  readonly title: string;
  readonly walk: (walk: Walk) => Promise<void>;
  /** What the cluster must have. */
  readonly needs?: keyof typeof needs;
}

/** What not every cluster has: what shows that it is there, and what is left out without it. */
const needs = {
  mesh: {
    command: 'kubectl get customresourcedefinition virtualservices.networking.istio.io',
    lack: 'The cluster has no Istio.',
  },
  gateway: {
    command: 'kubectl -n istio-system get service istio-ingressgateway && command -v grpcurl',
    lack: 'There is no Service istio-ingressgateway in istio-system, or grpcurl is not installed.',
  },
} as const;

/** In the order of the article. */
export const chapters: readonly Chapter[] = [
  { title: 'without a mesh, one pod gets all calls', walk: walkWithoutMesh },
  { title: 'the client itself balances', walk: walkClientSide },
  { title: 'the strictest Pod Security and any user will do', walk: walkPodSecurity },
  { title: 'sidecars balance', walk: walkSidecars, needs: 'mesh' },
  { title: 'the pool decides how many connections there are', walk: walkConnectionPools, needs: 'mesh' },
  { title: 'versions share calls by weight', walk: walkWeights, needs: 'mesh' },
  { title: 'who is outside of the mesh', walk: walkStrict, needs: 'mesh' },
  { title: 'the way in from outside of the cluster', walk: walkGateway, needs: 'gateway' },
  { title: 'what goes wrong in a mesh is named', walk: walkMeshCauses, needs: 'mesh' },
  { title: 'what troubleshooting asks is answered', walk: walkTroubleshooting, needs: 'mesh' },
  { title: 'what cannot run here is at least taken', walk: walkOtherPlatforms },
  { title: 'no call of the mesh is lost while servers come and go', walk: walkMeshRollouts, needs: 'mesh' },
  { title: 'settings change without a restart', walk: walkLiveSettings },
  { title: 'no call is lost while servers come and go', walk: walkRollouts },
  { title: 'helm uninstall leaves only the namespaces', walk: walkUninstall },
];

/** Why a chapter is left out, as a sentence, or false when it is walked. */
export function whyLeftOut({ needs: need }: Chapter): string | false {
  if (need === undefined) return false;
  const { command, lack } = needs[need];
  return shellNow(command).status === 0 ? false : lack;
}
