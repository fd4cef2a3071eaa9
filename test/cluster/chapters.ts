import { walkClientSide } from './chapters/client-side.ts';
import { walkConnectionPools } from './chapters/connection-pools.ts';
import { walkGateway } from './chapters/gateway.ts';
import { walkKialiGraph } from './chapters/kiali-graph.ts';
import { walkKialiInputs } from './chapters/kiali-inputs.ts';
import { walkLiveSettings } from './chapters/live-settings.ts';
import { walkMeshCauses } from './chapters/mesh-causes.ts';
import { walkOtherPlatforms } from './chapters/other-platforms.ts';
import { walkPodSecurity } from './chapters/pod-security.ts';
import { walkMeshRollouts, walkRollouts } from './chapters/rollouts.ts';
import { walkSidecars } from './chapters/sidecars.ts';
import { walkStrict } from './chapters/strict.ts';
import { walkTraces } from './chapters/traces.ts';
import { walkTrialJaeger } from './chapters/trial-jaeger.ts';
import { walkTroubleshooting } from './chapters/troubleshooting.ts';
import { walkUninstall } from './chapters/uninstall.ts';
import { walkWeights } from './chapters/weights.ts';
import { walkWithoutMesh } from './chapters/without-mesh.ts';
import type { Need } from './needs.ts';
import type { Walk } from './walk.ts';

/** A part of the walk; each begins with an installation of its own. */
export interface Chapter {
  readonly title: string;
  readonly walk: (walk: Walk) => Promise<void>;
  /** What the cluster must have. */
  readonly needs?: Need;
}

/** In the order of the article. */
export const chapters: readonly Chapter[] = [
  { title: 'without a mesh, one pod gets all calls', walk: walkWithoutMesh },
  { title: 'the client itself balances', walk: walkClientSide },
  { title: 'the strictest Pod Security and any user will do', walk: walkPodSecurity },
  { title: 'the Jaeger of the chart has each trace', walk: walkTrialJaeger, needs: 'jaegerImage' },
  { title: 'sidecars balance', walk: walkSidecars, needs: 'mesh' },
  { title: 'one trace has services and proxies', walk: walkTraces, needs: 'jaeger' },
  { title: 'the pool decides how many connections there are', walk: walkConnectionPools, needs: 'mesh' },
  { title: 'versions share calls by weight', walk: walkWeights, needs: 'mesh' },
  { title: 'who is outside of the mesh', walk: walkStrict, needs: 'mesh' },
  { title: 'the way in from outside of the cluster', walk: walkGateway, needs: 'gateway' },
  { title: 'what Kiali goes by is on the pods', walk: walkKialiInputs, needs: 'mesh' },
  { title: 'Kiali gets its graph and its dashboard', walk: walkKialiGraph, needs: 'prometheus' },
  { title: 'what goes wrong in a mesh is named', walk: walkMeshCauses, needs: 'mesh' },
  { title: 'what troubleshooting asks is answered', walk: walkTroubleshooting, needs: 'mesh' },
  { title: 'what cannot run here is at least taken', walk: walkOtherPlatforms },
  { title: 'no call of the mesh is lost while servers come and go', walk: walkMeshRollouts, needs: 'mesh' },
  { title: 'settings change without a restart', walk: walkLiveSettings },
  { title: 'no call is lost while servers come and go', walk: walkRollouts },
  { title: 'helm uninstall leaves only the namespaces', walk: walkUninstall },
];
