import { type Refusal, testRefusals } from './helpers/chart-refusals.ts';
import { allApis } from './helpers/helm.ts';

const sidecar = { mode: 'istio-sidecar' };
const gateway = { enabled: true, hosts: ['hello.example.com'] };
const mesh = (given: object) => ({ values: { mesh: { ...sidecar, ...given } } });
const without = (group: string) => allApis.filter((api) => !api.startsWith(`${group}/`));
const missing = (because: string, group: string, from: string, force?: string) =>
  `${because}, but the cluster has no API ${group}; install what brings it (${from}), or, where there is no cluster to ask, pass --api-versions ${group}/v1${force === undefined ? '' : `, or set mesh.apiVersions.${force}`}.`;

const refusals: readonly Refusal[] = [
  {
    name: 'wishes that only a mesh can grant',
    refused: { values: { mesh: { mode: 'client-side', mtls: 'STRICT', gateway } } },
    sentence:
      'mesh.mode is client-side, without a mesh, but a mesh is needed for mesh.gateway.enabled, mesh.mtls; set mesh.mode to istio-sidecar or istio-ambient, or leave that out.',
    twin: mesh({ mtls: 'STRICT', gateway }),
  },
  {
    name: 'a preset beside a policy',
    refused: mesh({ preset: 'article-first', trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } }),
    sentence:
      'mesh.preset is article-first, and mesh.trafficPolicy is given, too; each is the whole policy, so leave one out.',
    twin: mesh({ preset: 'article-first' }),
  },
  {
    name: 'a gateway to servers of another release',
    refused: { values: { mesh: { ...sidecar, gateway }, server: { enabled: false } } },
    sentence:
      'mesh.gateway.enabled is true, but this release has no servers; enable the gateway in the release that has them.',
    twin: mesh({ gateway }),
  },
  {
    name: 'a gateway without host',
    refused: mesh({ gateway: { enabled: true } }),
    sentence:
      'mesh.gateway.enabled is true, but mesh.gateway.hosts is empty; name the hosts that callers use.',
    twin: mesh({ gateway }),
  },
  {
    name: 'a gateway for every host',
    refused: mesh({ gateway: { enabled: true, hosts: ['*'] } }),
    sentence:
      'mesh.gateway.hosts has "*", which would take over every host of the mesh; name the hosts that callers use.',
    twin: mesh({ gateway: { enabled: true, hosts: ['*.example.com'] } }),
  },
  {
    name: 'a Route without a gateway',
    refused: mesh({ gateway: { route: { enabled: true } } }),
    sentence:
      'mesh.gateway.route.enabled is true, but there is no gateway to lead to; set mesh.gateway.enabled to true.',
    twin: mesh({ gateway: { ...gateway, route: { enabled: true } } }),
  },
  {
    name: 'a Route to a gateway without TLS',
    refused: mesh({ gateway: { ...gateway, tls: 'PLAINTEXT', route: { enabled: true } } }),
    sentence:
      'mesh.gateway.route.enabled is true, but mesh.gateway.tls is PLAINTEXT, and a passthrough Route finds its host in TLS; use MUTUAL or SIMPLE, or no Route.',
    twin: mesh({ gateway: { ...gateway, tls: 'SIMPLE', route: { enabled: true } } }),
  },
  {
    name: 'identities without mTLS',
    refused: mesh({ mtls: 'DISABLE', authorization: { enabled: true } }),
    sentence: 'mesh.mtls is DISABLE, but mesh.authorization.enabled needs mTLS; leave one out.',
    twin: mesh({ mtls: 'STRICT', authorization: { enabled: true } }),
  },
  {
    name: 'methods that nobody can tell',
    refused: mesh({ mode: 'istio-ambient', waypoint: { enabled: false }, authorization: { enabled: true } }),
    sentence:
      'mesh.authorization.enabled is true, but only a waypoint can tell methods in an ambient mesh; set mesh.waypoint.enabled to true.',
    twin: mesh({ mode: 'istio-ambient', authorization: { enabled: true } }),
  },
  {
    name: 'a mesh that is not there',
    refused: { values: { mesh: sidecar }, apis: [] },
    sentence: missing('mesh.mode is istio-sidecar', 'networking.istio.io', 'Istio', 'networking'),
    twin: { values: { mesh: { ...sidecar, apiVersions: { networking: 'v1' } } }, apis: [] },
  },
  {
    name: 'a policy whose API is not there',
    refused: { ...mesh({ mtls: 'STRICT' }), apis: without('security.istio.io') },
    sentence: missing(
      'mesh.mtls or mesh.authorization.enabled is set',
      'security.istio.io',
      'Istio',
      'security',
    ),
    twin: mesh({ mtls: 'STRICT' }),
  },
  {
    name: 'telemetry whose API is not there',
    refused: { ...mesh({ tracing: { provider: 'otel' } }), apis: without('telemetry.istio.io') },
    sentence: missing(
      'A provider is set in mesh.tracing, mesh.accessLog or mesh.metrics',
      'telemetry.istio.io',
      'Istio',
      'telemetry',
    ),
    twin: mesh({ tracing: { provider: 'otel' } }),
  },
  {
    name: 'a waypoint without the Gateway API',
    refused: { ...mesh({ mode: 'istio-ambient' }), apis: without('gateway.networking.k8s.io') },
    sentence: missing(
      'mesh.waypoint.enabled is true',
      'gateway.networking.k8s.io',
      'the custom resource definitions of the Gateway API',
      'gatewayApi',
    ),
    twin: {
      ...mesh({ mode: 'istio-ambient', waypoint: { enabled: false } }),
      apis: ['networking.istio.io/v1'],
    },
  },
  {
    name: 'a Route without OpenShift',
    refused: {
      ...mesh({ gateway: { ...gateway, route: { enabled: true } } }),
      apis: without('route.openshift.io'),
    },
    sentence: missing('mesh.gateway.route.enabled is true', 'route.openshift.io', 'OpenShift'),
    twin: mesh({ gateway: { ...gateway, route: { enabled: true } } }),
  },
  {
    name: 'membership without OpenShift Service Mesh 2',
    refused: { ...mesh({ serviceMeshMember: { enabled: true } }), apis: without('maistra.io') },
    sentence: missing('mesh.serviceMeshMember.enabled is true', 'maistra.io', 'OpenShift Service Mesh 2'),
    twin: mesh({ serviceMeshMember: { enabled: true } }),
  },
];

testRefusals(refusals);
