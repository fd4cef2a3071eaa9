import assert from 'node:assert/strict';
import { commands } from '../commands.ts';
import { edgeLabels, graphQueries, nodeCharts } from '../kiali-graph.ts';
import { askPrometheus, type Series } from '../observers.ts';
import { until, type Walk } from '../walk.ts';

const breakLabel =
  'kubectl -n grpc patch destinationrule grpc-dr --type=json -p \'[{"op":"replace","path":"/spec/subsets/1/labels/app.kubernetes.io~1version","value":"l9"}]\'';
const versions = ['l1', 'l2', 'l3'];

/** Prometheus answers what Kiali asks for its graph and for its Node.js dashboard. */
export async function walkKialiGraph(walk: Walk): Promise<void> {
  await walk.helm(commands.sidecar);
  for (const [namespace, query] of [
    ['grpc', graphQueries('grpc').incoming],
    ['test', graphQueries('test').outgoing],
  ] as const) {
    const edges = await untilSeen(
      walk,
      `the graph of ${namespace} has the three versions`,
      query,
      '0',
      (found) =>
        versions.every((version) =>
          found.some(({ labels }) => labels.destination_canonical_revision === version),
        ),
    );
    for (const { labels } of edges) {
      assert.deepEqual(
        edgeLabels.filter((label) => labels[label] === undefined),
        [],
      );
      const {
        source_workload,
        source_canonical_service,
        destination_workload,
        destination_canonical_service,
      } = labels;
      assert.deepEqual(
        [source_workload, source_canonical_service, destination_canonical_service],
        ['grpc-client', 'grpc-client', 'grpc'],
      );
      assert.equal(destination_workload, `grpc-v${labels.destination_canonical_revision?.slice(1)}`);
      assert.deepEqual(
        [labels.request_protocol, labels.response_code, labels.response_flags],
        ['grpc', '200', '-'],
      );
    }
    tellEdges(walk, `The graph of the namespace ${namespace}`, edges);
  }
  await expectDashboard(walk);

  await walk.helm(commands.firstPool);
  await walk.run(commands.overflow);
  const lost = graphQueries('grpc').lost;
  const isLost = (flag: string) => (found: readonly Series[]) =>
    found.some(({ labels }) => labels.response_flags === flag);
  tellEdges(
    walk,
    'Calls that a full pool turned away',
    await untilSeen(walk, 'lost calls are seen', lost, '14', isLost('UO'), commands.overflow),
  );

  await walk.helm(commands.weights);
  await walk.run(breakLabel);
  tellEdges(
    walk,
    'Calls for a version without pods',
    await untilSeen(walk, 'calls without a pod are seen', lost, '14', isLost('UH')),
  );
  // Helm 4 would not take back what somebody else has changed; it makes what is missing.
  await walk.run('kubectl -n grpc delete destinationrule grpc-dr');
}

/** Makes calls until Prometheus has those with this status that are wanted. */
async function untilSeen(
  walk: Walk,
  what: string,
  query: string,
  status: string,
  isEnough: (found: readonly Series[]) => boolean,
  command: string = commands.report,
): Promise<readonly Series[]> {
  return until(what, async () => {
    await walk.look(command);
    const found = (await askPrometheus(query)).filter(
      ({ labels }) => labels.destination_service_name === 'grpc' && labels.grpc_response_status === status,
    );
    return isEnough(found) && found;
  });
}

function tellEdges({ transcript }: Walk, title: string, edges: readonly Series[]): void {
  const rows = edges.map(({ labels, value }) => {
    const target =
      labels.destination_workload === 'unknown'
        ? `Service ${labels.destination_service_name}`
        : labels.destination_workload;
    return `| ${labels.source_workload} | ${target} | ${labels.destination_canonical_revision} | ${labels.response_code} | ${labels.grpc_response_status} | ${labels.response_flags} | ${value.toFixed(2)} |`;
  });
  const head = [
    '| from | to | version | code | gRPC | flags | per second |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
  transcript.say([`${title}:`, '', ...head, ...rows].join('\n'));
}

/** As Kiali asks for the charts of a workload: by namespace, app and version. */
async function expectDashboard(walk: Walk): Promise<void> {
  const pods = [
    ...versions.map((version) => ({ namespace: 'grpc', app: 'grpc', version })),
    { namespace: 'test', app: 'grpc-client', version: '.+' },
  ];
  for (const { namespace, app, version } of pods)
    for (const chart of nodeCharts) {
      const selector = `{namespace="${namespace}",app_kubernetes_io_name="${app}",app_kubernetes_io_version=~"${version}"}`;
      await until(
        `Prometheus has ${chart}${selector}`,
        async () => (await askPrometheus(`${chart}${selector}`)).length > 0,
      );
    }
  walk.transcript.say(`Prometheus has all charts of the Node.js dashboard for ${pods.length} workloads.`);
}
