import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import { nodeCharts } from '../kiali-graph.ts';
import type { Walk } from '../walk.ts';

interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
}

const merged = 'http://localhost:15020/stats/prometheus';
/** As Prometheus 2.43 and newer ask. */
const openMetrics =
  'application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.7,text/plain;version=0.0.4;q=0.3';

/** Labels, selectors, annotations and metrics are as Kiali looks for them, on objects that live. */
export async function walkKialiInputs(walk: Walk): Promise<void> {
  await walk.helm(commands.sidecar);
  const versions = ['l1', 'l2', 'l3'];
  const servers = await podsOf(walk, 'grpc');
  assert.deepEqual(
    servers.map(({ metadata }) => metadata.labels.version),
    versions,
  );
  for (const pod of servers) expectIdentity(pod, 'grpc', pod.metadata.labels.version);
  for (const pod of await podsOf(walk, 'test'))
    expectIdentity(pod, 'grpc-client', pod.metadata.labels.version);
  // Kiali takes the name of a Service's traces from its selector.
  assert.equal(
    await walk.look("kubectl -n grpc get service grpc -o jsonpath='{.spec.selector.app}'"),
    'grpc',
  );

  await walk.report();
  for (const pod of servers)
    await expectMerged(walk, `-n grpc exec ${pod.metadata.name}`, 'grpc_server_handled_total');
  await expectMerged(walk, '-n test exec deploy/grpc-client', 'grpc_client_handled_total');
  walk.transcript.say(
    `Every pod has the labels that Kiali goes by, and its metrics come through the proxy in both forms: ${nodeCharts.join(', ')}.`,
  );
}

async function podsOf(walk: Walk, namespace: string): Promise<readonly Pod[]> {
  const { items } = JSON.parse(
    await walk.look(`kubectl -n ${namespace} get pods --sort-by=.metadata.name -o json`),
  );
  return items;
}

function expectIdentity({ metadata: { name, labels, annotations } }: Pod, app: string, version = ''): void {
  for (const key of ['app', 'app.kubernetes.io/name', 'service.istio.io/canonical-name'])
    assert.equal(labels[key], app, `${name}: ${key}`);
  for (const key of ['version', 'app.kubernetes.io/version', 'service.istio.io/canonical-revision'])
    assert.equal(labels[key], version, `${name}: ${key}`);
  assert.equal(annotations['kiali.io/dashboards'], 'nodejs');
  // The injector has made of them where the proxy passes the service's metrics on.
  assert.equal(annotations['prometheus.io/scrape'], 'true');
  assert.equal(annotations['prometheus.io/port'], '15020');
  assert.equal(annotations['prometheus.io/path'], '/stats/prometheus');
}

/** The proxy's metrics and the service's are one valid text, whichever form is asked for. */
async function expectMerged(walk: Walk, pod: string, own: string): Promise<void> {
  for (const accept of ['text/plain;version=0.0.4', openMetrics]) {
    const [type = '', ...lines] = (
      await walk.look(`kubectl ${pod} -c custom-grpc-hello -- node -e '${read(accept)}'`)
    ).split('\n');
    const isOpen = accept === openMetrics;
    assert.match(
      type,
      isOpen ? /^application\/openmetrics-text; version=1\.0\.0/ : /^text\/plain; version=0\.0\.4/,
    );
    for (const name of [...nodeCharts, own, 'envoy_server_live', 'istio_agent_process_open_fds'])
      assert.ok(
        lines.some((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `)),
        `${pod}: ${name}`,
      );
    // OpenMetrics ends with this, once, and has no empty lines; the older form knows neither it nor exemplars.
    assert.deepEqual(
      lines.flatMap((line, index) => (line === '# EOF' ? [lines.length - index] : [])),
      isOpen ? [1] : [],
    );
    assert.equal(
      lines.some((line) => (isOpen ? line === '' : line.includes(' # {'))),
      false,
    );
    const declared = lines.filter((line) => line.startsWith('# TYPE ')).map((line) => line.split(' ')[2]);
    assert.equal(new Set(declared).size, declared.length, 'No metric is declared twice.');
  }
}

function read(accept: string): string {
  return `fetch("${merged}",{headers:{accept:"${accept}"}}).then(async(r)=>console.log(r.headers.get("content-type")+"\\n"+(await r.text()).trimEnd()))`;
}
