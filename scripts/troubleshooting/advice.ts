/** What a reader does about a cause: commands that show more, and what then helps. */
export interface Advice {
  /** Commands for an installation under the chart's own names; `npm run test:cluster` runs each of them. */
  readonly look: readonly string[];
  readonly helps: string;
}

const report = "kubectl -n test exec deploy/grpc-client -- curl -s 'http://localhost:8080/hello/report'";
const reportAuto =
  "kubectl -n test exec deploy/grpc-client -- curl -s 'http://localhost:8080/hello/report?requests=auto'";
const slices = 'kubectl -n grpc get endpointslices -l kubernetes.io/service-name=grpc';
const headless =
  'kubectl -n test exec deploy/grpc-client -- getent ahostsv4 grpc-headless.grpc.svc.cluster.local';
const pods = 'kubectl -n grpc get pods -L app.kubernetes.io/version -o wide';
const service = 'kubectl -n grpc get service grpc -o yaml';
const rules = 'kubectl -n grpc get virtualservice,destinationrule -o yaml';
const settings = 'kubectl -n test get configmap grpcconfig -o yaml';
const endpoints = 'istioctl -n test proxy-config endpoints deploy/grpc-client | grep 9000';
const listeners = 'istioctl -n test proxy-config listeners deploy/grpc-client --port 9000';
const proxyLog = 'kubectl -n test logs deploy/grpc-client -c istio-proxy --tail=20';
const serverLog = 'kubectl -n grpc logs -l app=grpc -c custom-grpc-hello --tail=20 --prefix';
const policies = 'kubectl -n grpc get peerauthentication,authorizationpolicy -o yaml';
const injected = "kubectl get pods -A -l 'app in (grpc, grpc-client)' -L sidecar.istio.io/inject";
const analyze = 'istioctl analyze -n grpc';

/** By the identifier of the cause. */
export const advice: Readonly<Record<string, Advice>> = {
  overflow: {
    look: ['kubectl -n grpc get destinationrule grpc-dr -o yaml', proxyLog],
    helps:
      'The access log has the flag `UO` for such calls, and gRPC status 14. Give `http2MaxRequests` and `http1MaxPendingRequests` room for all calls in flight (`mesh.preset=article-second`, or `mesh.trafficPolicy`). The limits count for each proxy and subset, and again at the proxy of each server.',
  },
  'no-healthy-upstream': {
    look: [pods, 'kubectl -n grpc get destinationrule grpc-dr -o yaml', endpoints, analyze],
    helps:
      'The labels of each subset must be on pods that are ready: `istioctl analyze` says IST0173 for a subset that selects none. With `outlierDetection`, all may have been ejected: their logs say why.',
  },
  'server-not-in-mesh': {
    look: [injected, rules, analyze],
    helps:
      'Servers and client must both be in the mesh, or no DestinationRule may say `ISTIO_MUTUAL`. Without a `tls` block the proxies find out by themselves. After another root certificate restart all pods of the mesh.',
  },
  'proxy-cannot-connect': {
    look: [service, slices, serverLog],
    helps:
      'The `targetPort` of the Service must be the port on which the servers listen (9000), on all addresses and not only on 127.0.0.1.',
  },
  'name-not-found': {
    look: [settings, 'kubectl -n grpc get service'],
    helps:
      'The host is `<service>.<namespace>.svc.cluster.local`; in the chart it follows from `server.name`.',
  },
  'tls-mismatch': {
    look: [settings],
    helps:
      'Either both sides speak TLS or none: `quarkus.grpc.clients.hello.plain-text`, `quarkus.grpc.clients.hello.ssl.*` here, `quarkus.grpc.server.ssl.*` there. In a mesh the proxies do TLS, and both sides speak plaintext.',
  },
  refused: {
    look: [slices, pods],
    helps: 'No pod is ready, or the port is another one. A pod that is not ready is no endpoint.',
  },
  unreachable: {
    look: ['kubectl get networkpolicies -A', slices],
    helps:
      'A NetworkPolicy, a firewall or an address that is gone. `networkPolicy.enabled` makes policies that let the calls through.',
  },
  'strict-mtls': {
    look: [policies, injected],
    helps:
      'Take the client into the mesh: label `sidecar.istio.io/inject: "true"` on its pods, then restart them (`mesh.mode=istio-sidecar` does both). While clients are moved, `mesh.mtls=PERMISSIVE` lets both kinds in.',
  },
  'connections-lost': {
    look: [pods, serverLog],
    helps:
      'Servers that end must serve on for a moment (`server.drainSeconds`), and calls in flight need time (`server.shutdownTimeoutSeconds`). Retries in the VirtualService hide the rest.',
  },
  deadline: {
    look: [reportAuto, serverLog],
    helps:
      'Raise `hello.run.call-timeout`, or the `timeout` in the VirtualService; or find out what takes the servers so long.',
  },
  'not-implemented': {
    look: [settings, service],
    helps: 'Something else answers there: host, port, or a Service whose selector matches other pods.',
  },
  denied: {
    look: [policies],
    helps:
      'The AuthorizationPolicy must name the service account of the client (`cluster.local/ns/test/sa/grpc-client`), POST, and `/helloworld.Greeter/SayHello`. A caller without mTLS has no identity.',
  },
  'only-one-backend': {
    look: [pods, headless],
    helps: 'Start more servers: `server.replicas`, or more `server.versions`.',
  },
  'backends-unknown': {
    look: [headless],
    helps:
      'Tell the report who there is: `hello.report.backends.host` (a headless name) or `hello.report.backends.count`. The chart does.',
  },
  'anonymous-backends': {
    look: [report],
    helps: 'Call servers of this project, or let yours send `hello-pod` as initial metadata.',
  },
  'new-pods-unseen': {
    look: [headless, slices],
    helps:
      'gRPC looks names up again only when a connection ends: `mesh.clientSide.maxConnectionAge=5m` ends them from time to time. Names may be remembered for half a minute.',
  },
  'address-unreachable': {
    look: [pods, headless],
    helps: 'A pod that is listed but does not answer: its log, and its readiness.',
  },
  'backends-changed': { look: [pods], helps: 'Wait until the rollout is over, and ask again.' },
  'silent-within-version': {
    look: [pods, reportAuto],
    helps: 'Ask with `expect=balanced`; then the backends are judged instead of the versions.',
  },
  'sticky-hash': {
    look: ['kubectl -n grpc get destinationrule grpc-dr -o yaml'],
    helps: 'Another `loadBalancer` than `consistentHash`, or a key that differs from call to call.',
  },
  'plain-tcp-port': {
    look: [service, listeners],
    helps:
      'Name the protocol on the port of the Service: `appProtocol: grpc`, or a name that begins with `grpc`. An unknown `appProtocol` counts as none, even beside a good name.',
  },
  'one-endpoint': {
    look: [rules, endpoints, slices],
    helps: 'A route to a single subset, `outlierDetection`, or pods that are not ready.',
  },
  'ambient-without-waypoint': {
    look: ['kubectl -n grpc get service grpc --show-labels', 'kubectl get gatewayclasses'],
    helps: 'Make a waypoint (`mesh.waypoint.enabled=true`): a ztunnel balances connections, not calls.',
  },
  'client-not-in-mesh': {
    look: [injected, 'kubectl get namespace test --show-labels'],
    helps:
      'Label `sidecar.istio.io/inject: "true"` on the pods of the client, then restart them. The annotation alone works in OpenShift Service Mesh 2 only.',
  },
  'one-address': {
    look: [settings, headless],
    helps:
      'Give round_robin a headless name, such as `dns:///grpc-headless.grpc.svc.cluster.local:9000`: `mesh.mode=client-side`.',
  },
  'pick-first': {
    look: [settings],
    helps: 'Set `quarkus.grpc.clients.hello.load-balancing-policy=round_robin`: `mesh.mode=client-side`.',
  },
  'per-connection': {
    look: [service, reportAuto],
    helps: 'As for `one-connection`: `mesh.mode=client-side` or `istio-sidecar`.',
  },
  'one-connection': {
    look: [slices, report],
    helps:
      'Let something pick a server for each call: the client itself (`mesh.mode=client-side`), or a mesh (`mesh.mode=istio-sidecar`).',
  },
  'balanced-by-proxy': { look: [endpoints], helps: 'Nothing is wrong.' },
  'balanced-by-client': {
    look: [headless],
    helps: 'Nothing is wrong. New pods are found when a connection ends.',
  },
  'balanced-by-connections': {
    look: [report],
    helps: 'Nothing is wrong; but calls that share a connection would be pinned.',
  },
  retries: {
    look: [serverLog, endpoints, proxyLog],
    helps:
      'Find the server that fails: its log, and its `x-envoy-attempt-count`. Retries hide it, and load the others.',
  },
  'too-few-calls': { look: [reportAuto], helps: 'Make more calls: `requests=auto` makes as many as tell.' },
  unknown: {
    look: [report, analyze],
    helps: 'Open an issue with the report in it: `format=markdown` makes one to paste.',
  },
};
