/** What a reader types. docs/walkthrough.md shows these and no others; the walk runs each of them. */
const upgrade = 'helm upgrade grpc ./helm -n grpc --wait';
const client = 'kubectl -n test exec deploy/grpc-client --';
const host = 'grpc-istio-system.apps.example.com';
/** Two versions that share the calls. */
const weighted =
  '\'server.versions=[{"name":"v1","label":"l1","weight":90},{"name":"v2","label":"l2","weight":10}]\'';
const withId = (id: string) => `${client} curl -s -H 'x-request-id: ${id}' http://localhost:8080/hello/grpc`;
/** A proxy marks the id of a request that it traces, by the first digit of the third group. */
const findById = (id: string) =>
  `kubectl -n test logs deploy/grpc-client -c istio-proxy --tail=-1 | grep -oE "'x-request-id', '${id.replace('-4', '-.')}'|creating a new connection|using existing.* connection" | grep -A 1 x-request-id | grep connection | sort | uniq -c`;
const sign = (name: string) =>
  `openssl x509 -req -in certs/${name}.csr -CA certs/ca.crt -CAkey certs/ca.key -CAcreateserial -days 30 -out certs/${name}.crt`;
/** What the requests of steps 6 and 7 are found by. */
const idOfStep6 = '6c1d5b2e-0000-4000-8000-000000000006';
const idOfStep7 = '6c1d5b2e-0000-4000-8000-000000000007';
/** What the document has where the walk takes its own: the trace of a request, and where spans go. */
export const traceOfDocument = '6c1d5b2e000040008000000000000005';
export const collectorOfDocument = 'http://jaeger-collector.istio-system:4317';

export const commands = {
  buildServer: 'docker build -f Dockerfile.server -t grpc-hello-server:0.1.0 .',
  buildClient: 'docker build -f Dockerfile.client -t grpc-hello-client:0.1.0 .',
  install: 'helm install grpc ./helm -n grpc --create-namespace --wait',
  serverPods: 'kubectl -n grpc get pods',
  clientPods: 'kubectl -n test get pods',
  hello: `${client} curl http://localhost:8080/hello/grpc`,
  callsByPod:
    "kubectl -n grpc logs -l app=grpc -c custom-grpc-hello --tail=-1 --prefix | grep '(call ' | cut -d ' ' -f 1 | sort | uniq -c",
  report: `${client} curl -s http://localhost:8080/hello/report`,
  reportAuto: `${client} curl -s 'http://localhost:8080/hello/report?requests=auto'`,
  test: 'helm test grpc -n grpc',
  trialJaeger: `${upgrade} --set mesh.mode=none --set observability.jaeger.enabled=true`,
  forwardJaeger: 'kubectl -n grpc port-forward svc/jaeger 16686:16686',
  helloTraced: `${client} curl -s -H 'traceparent: 00-${traceOfDocument}-00f067aa0ba902b7-01' http://localhost:8080/hello/grpc`,
  traces: `${upgrade} --set mesh.mode=istio-sidecar --set mesh.tracing.provider=otel --set observability.traces.endpoint=${collectorOfDocument}`,
  clientSide: `${upgrade} --set mesh.mode=client-side`,
  none: `${upgrade} --set mesh.mode=none`,
  sidecar: `${upgrade} --set mesh.mode=istio-sidecar`,
  restartAll: 'kubectl -n grpc rollout restart deploy && kubectl -n test rollout restart deploy',
  firstPool: `${upgrade} -f helm/examples/article-first-pool/values.yaml`,
  secondPool: `${upgrade} -f helm/examples/article-second-pool/values.yaml`,
  logRouter: `${client} curl -s -X POST 'http://localhost:15000/logging?router=debug'`,
  helloStep6: withId(idOfStep6),
  findStep6: findById(idOfStep6),
  helloStep7: withId(idOfStep7),
  findStep7: findById(idOfStep7),
  overflow: `${client} curl -s 'http://localhost:8080/hello/report?requests=50&concurrency=10'`,
  weights: `${upgrade} --set mesh.mode=istio-sidecar --set-json ${weighted}`,
  reportWeights: `${client} curl -s 'http://localhost:8080/hello/report?requests=auto&expect=weights:l1=90,l2=10'`,
  strict: `${upgrade} --set mesh.mode=istio-sidecar --set mesh.mtls=STRICT`,
  outsider:
    'kubectl -n test run outsider --image=grpc-hello-client:0.1.0 --labels=sidecar.istio.io/inject=false --restart=Never --command -- node /deployments/client.js report --target grpc.grpc.svc.cluster.local:9000 --backends grpc-headless.grpc.svc.cluster.local',
  outsiderSays:
    "kubectl -n test wait pod/outsider --for=jsonpath='{.status.phase}'=Succeeded --timeout=120s && kubectl -n test logs outsider && kubectl -n test delete pod outsider",
  authority:
    "mkdir -p certs && openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=authority' -keyout certs/ca.key -out certs/ca.crt",
  gatewayRequest: `openssl req -newkey rsa:2048 -nodes -subj '/CN=${host}' -keyout certs/tls.key -out certs/tls.csr`,
  gatewayCertificate: sign('tls'),
  callerRequest:
    "openssl req -newkey rsa:2048 -nodes -subj '/CN=caller' -keyout certs/client.key -out certs/client.csr",
  callerCertificate: sign('client'),
  secret:
    'kubectl -n istio-system create secret generic istio-ingressgateway-certs --from-file=certs/tls.crt --from-file=certs/tls.key --from-file=certs/ca.crt',
  gateway: `${upgrade} -f helm/examples/article-gateway-openshift/values.yaml --set mesh.gateway.route.enabled=false`,
  forward: 'kubectl -n istio-system port-forward service/istio-ingressgateway 8443:443',
  grpcurl: `grpcurl --proto helloworld.proto -import-path protos -v --insecure --cert certs/client.crt --key certs/client.key -authority ${host} -d '{"name":"test"}' localhost:8443 helloworld.Greeter/SayHello`,
  liveSettings: `${upgrade} --set mesh.mode=none --set config.checksum=false`,
  fiveCalls: `${upgrade} --set mesh.mode=none --set config.checksum=false --set config.data.numrequest=5`,
  uninstall: 'helm uninstall grpc -n grpc --wait',
  cleanUp: 'kubectl delete namespace grpc test',
} as const;
