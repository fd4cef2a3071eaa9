import { type Refusal, testRefusals } from './helpers/chart-refusals.ts';

const gateway = { enabled: true, hosts: ['hello.example.com'] };
const sidecar = (given: object, server: object = {}) => ({
  values: { mesh: { mode: 'istio-sidecar', ...given }, server },
});
const ambient = (given: object, server: object = {}) => ({
  values: { mesh: { mode: 'istio-ambient', ...given }, server },
});
const sidecarMode = { mode: 'istio-sidecar' };
const tls = (mode: string) => ({ trafficPolicy: { tls: { mode } } });
const noWaypoint = { waypoint: { enabled: false } };
const weighted = (...replicas: number[]) => ({
  versions: replicas.map((pods, index) => ({
    name: `v${index}`,
    label: `l${index}`,
    replicas: pods,
    weight: 100 / replicas.length,
  })),
});
const ignored = (what: string) =>
  `mesh.waypoint.enabled is false, but without a waypoint an ambient mesh ignores ${what}; set mesh.waypoint.enabled to true, or leave that out.`;

const refusals: readonly Refusal[] = [
  {
    name: 'plain text to servers that demand mTLS',
    refused: sidecar({ mtls: 'STRICT', authorization: { enabled: true }, ...tls('DISABLE') }),
    sentence:
      'mesh.trafficPolicy.tls.mode is DISABLE, so that the client sends plain text, but mTLS is needed for mesh.mtls: STRICT, mesh.authorization.enabled; leave one out.',
    twin: sidecar({ mtls: 'PERMISSIVE', ...tls('DISABLE') }),
  },
  {
    name: 'mTLS to servers that do without',
    refused: sidecar({ mtls: 'DISABLE', ...tls('ISTIO_MUTUAL') }),
    sentence:
      'mesh.mtls is DISABLE, but mesh.trafficPolicy.tls.mode is ISTIO_MUTUAL, which the servers would not understand; leave one out.',
    twin: sidecar({ mtls: 'STRICT', ...tls('ISTIO_MUTUAL') }),
  },
  {
    name: 'a Gateway on every gateway of the mesh',
    refused: sidecar({ gateway: { ...gateway, selector: { istio: null } } }),
    sentence:
      "mesh.gateway.selector is empty, which means every gateway of the mesh; name the labels of the gateway's pods.",
    twin: sidecar({ gateway: { ...gateway, selector: { istio: null, app: 'gateway' } } }),
  },
  {
    name: "the servers' own name as a host of the gateway",
    refused: sidecar({ gateway: { enabled: true, hosts: ['grpc.grpc.svc.cluster.local'] } }),
    sentence:
      'mesh.gateway.hosts has "grpc.grpc.svc.cluster.local", the servers\' own name, which the VirtualService has anyway, and Istio wants once; leave it out.',
    twin: sidecar({ gateway }),
  },
  {
    name: 'a host of the gateway that another one covers',
    refused: sidecar({ gateway: { enabled: true, hosts: ['hello.example.com', '*.example.com'] } }),
    sentence:
      'mesh.gateway.hosts has "*.example.com", which covers "hello.example.com", and Istio takes each host once; leave one out.',
    twin: sidecar({ gateway: { enabled: true, hosts: ['hello.example.com', '*.example.org'] } }),
  },
  {
    name: 'a Route for many hosts',
    refused: sidecar({ gateway: { enabled: true, hosts: ['*.example.com'], route: { enabled: true } } }),
    sentence:
      'mesh.gateway.route.enabled is true, but mesh.gateway.hosts has "*.example.com", and a Route is for one host; name the hosts one by one, or use no Route.',
    twin: sidecar({ gateway: { ...gateway, route: { enabled: true } } }),
  },
  {
    name: 'a share of the calls for a version without pods',
    refused: sidecar({}, weighted(1, 0)),
    sentence:
      'server.versions gives v1 a weight of 50, but no replicas, so that these calls would fail; give it weight 0, or replicas.',
    twin: sidecar({}, weighted(1, 1)),
  },
  {
    name: 'an age of connections where clients do not look names up',
    refused: { values: { mesh: { clientSide: { maxConnectionAge: '5m' } } } },
    sentence:
      'mesh.clientSide.maxConnectionAge is "5m", but mesh.mode is none, which has no use for it; leave it out, or set mesh.mode to client-side.',
    twin: { values: { mesh: { mode: 'client-side', clientSide: { maxConnectionAge: '5m' } } } },
  },
  {
    name: 'a log level of proxies that pods do not have',
    refused: ambient({ sidecar: { logLevel: 'debug' } }),
    sentence:
      'mesh.sidecar.logLevel is "debug", but mesh.mode is istio-ambient, which has no use for it; leave it out, or set mesh.mode to istio-sidecar.',
    twin: sidecar({ sidecar: { logLevel: 'debug' } }),
  },
  {
    name: 'DISABLE where everything is encrypted',
    refused: ambient({ mtls: 'DISABLE' }),
    sentence: 'mesh.mtls is DISABLE, but an ambient mesh always encrypts and ignores that; leave it out.',
    twin: ambient({ mtls: 'STRICT' }),
  },
  {
    name: 'membership in a mesh that has no ambient mode',
    refused: ambient({ serviceMeshMember: { enabled: true } }),
    sentence:
      'mesh.serviceMeshMember.enabled is true, but OpenShift Service Mesh 2 has no ambient mode; set mesh.mode to istio-sidecar, or leave the membership out.',
    twin: sidecar({ serviceMeshMember: { enabled: true } }),
  },
  {
    name: 'weights that nobody would keep',
    refused: ambient(noWaypoint, weighted(1, 1)),
    sentence: ignored('the weights of server.versions'),
    twin: ambient({}, weighted(1, 1)),
  },
  {
    name: 'a preset and spans that nobody would make',
    refused: ambient({ ...noWaypoint, preset: 'article-first', tracing: { provider: 'otel' } }),
    sentence: ignored('mesh.tracing.provider, mesh.preset'),
    twin: ambient({ ...noWaypoint, preset: 'article-first', gateway }),
  },
  {
    name: 'a label that takes pods out of the mesh',
    refused: sidecar({}, { podLabels: { 'sidecar.istio.io/inject': 'false' } }),
    sentence:
      'server.podLabels has sidecar.istio.io/inject: false, but mesh.mode istio-sidecar sets true; leave it out.',
    twin: sidecar({}, { podLabels: { 'sidecar.istio.io/inject': 'true' } }),
  },
  {
    name: 'an annotation that takes pods out of the mesh',
    refused: {
      values: { mesh: sidecarMode, client: { podAnnotations: { 'sidecar.istio.io/inject': 'false' } } },
    },
    sentence:
      'client.podAnnotations has sidecar.istio.io/inject: false, but mesh.mode istio-sidecar sets true; leave it out.',
    twin: {
      values: { mesh: sidecarMode, client: { podAnnotations: { 'sidecar.istio.io/logLevel': 'debug' } } },
    },
  },
  {
    name: 'a label of the namespace that the chart sets',
    refused: { values: { client: { namespace: { labels: { 'app.kubernetes.io/name': 'mine' } } } } },
    sentence:
      'client.namespace.labels has app.kubernetes.io/name, which the chart sets itself; leave it out.',
    twin: { values: { client: { namespace: { labels: { team: 'mine' } } } } },
  },
];

testRefusals(refusals);
