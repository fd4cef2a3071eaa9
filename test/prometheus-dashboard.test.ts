import assert from 'node:assert/strict';
import test from 'node:test';
import dashboard from '../helm/files/dashboards/grpc-hello.json';
import { whyNoHelm } from './helpers/helm.ts';
import { scrapeConfig } from './helpers/monitored-pods.ts';
import { skipWithoutPrometheus, startPrometheusWith } from './helpers/prometheus.ts';
import { rulesFile } from './helpers/promtool.ts';
import { startWatchedRelease, type WatchedRelease } from './helpers/watched-release.ts';

interface Vector {
  readonly result: readonly {
    readonly metric: Readonly<Record<string, string>>;
    readonly value: readonly [number, string];
  }[];
}

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string; readonly refId: string }[];
}

const skip = whyNoHelm() || skipWithoutPrometheus;
const targets = (dashboard.panels as readonly Panel[]).flatMap(({ title, targets: own = [] }) =>
  own.map(({ expr, refId }) => ({ name: `${title} (${refId})`, expr })),
);

test('A real Prometheus that reads real services, as the chart has it', {
  skip,
  timeout: 120_000,
}, async (t) => {
  const releases = [await startWatchedRelease(t, 'pinned'), await startWatchedRelease(t, 'balanced')];
  const prometheus = await startPrometheusWith(t, {
    'prometheus.yml': JSON.stringify({
      global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
      rule_files: ['rules.yml'],
      scrape_configs: releases.flatMap(({ objects, servers, client }) => [
        scrapeConfig(objects, 'grpc', servers),
        scrapeConfig(objects, 'grpc-client', [client]),
      ]),
    }),
    'rules.yml': rulesFile(releases.flatMap(({ objects }) => objects)),
  });

  /** The values of an expression, when there are some and they are numbers that pass. */
  async function ask(
    expr: string,
    passes: (value: number) => boolean = () => true,
  ): Promise<Vector['result']> {
    const path = `query?query=${encodeURIComponent(expr)}`;
    const isGood = ({ value }: Vector['result'][number]) => value[1] !== 'NaN' && passes(Number(value[1]));
    const { result } = await prometheus.ask<Vector>(
      path,
      (data) => data.result.length > 0 && data.result.every(isGood),
    );
    return result;
  }
  const isNear = (expected: number) => (value: number) => Math.abs(value - expected) < 0.02;
  const among = (namespace: string) => `{namespace="${namespace}",app_kubernetes_io_name="grpc"}`;

  await t.test('warns of the release whose calls go to one pod, by the name of the pod', async () => {
    const [alert] = await ask('ALERTS{alertname="GrpcCallsPinned",alertstate="firing",namespace="pinned"}');
    assert.equal(alert?.metric.pod, 'pinned-l1');
    assert.equal(alert?.metric.severity, 'warning');
  });

  await t.test('warns of nothing else', async () => {
    const alerts = await ask('ALERTS{alertstate="firing"}');
    const others = alerts.filter(
      ({ metric }) => metric.alertname !== 'GrpcCallsPinned' || metric.namespace !== 'pinned',
    );
    assert.deepEqual(others, []);
  });

  await t.test(
    'finds the fairness index 1/3 where one of three gets all, and 1 where all get the same',
    async () => {
      await ask(`app:grpc_server_started:fairness10s${among('pinned')}`, isNear(1 / 3));
      await ask(`app:grpc_server_started:fairness10s${among('balanced')}`, isNear(1));
    },
  );

  await t.test('finds the share of each pod, of those without calls, too', async () => {
    const shares = await ask(`sort_desc(pod:grpc_server_started:share10s${among('pinned')})`);
    assert.deepEqual(
      shares.map(({ value }) => Number(value[1])),
      [1, 0, 0],
    );
    assert.equal(
      (await ask(`pod:grpc_server_started:share10s${among('balanced')}`, (share) => share > 0.3)).length,
      3,
    );
  });

  await t.test('has the labels that Kiali asks for on what the pods say', async () => {
    const versions = await ask(
      'nodejs_active_handles_total{namespace="balanced",app_kubernetes_io_name="grpc"}',
    );
    const found = versions.map(({ metric }) => [
      metric.app,
      metric.version,
      metric.app_kubernetes_io_version,
    ]);
    assert.deepEqual(found.sort(), [
      ['grpc', 'l1', 'l1'],
      ['grpc', 'l2', 'l2'],
      ['grpc', 'l3', 'l3'],
    ]);
    const calls = await ask('hello_run_calls_total{namespace="balanced-client"}');
    assert.deepEqual(calls.map(({ metric }) => metric.version).sort(), ['l1', 'l2', 'l3']);
  });

  for (const release of releases) {
    for (const record of recordsOf(release)) {
      await t.test(`has values for the rule ${record} of the release ${release.namespace}`, async () => {
        await ask(`${record}{namespace=~"${release.namespace}.*"}`);
      });
    }
    for (const { name, expr } of targets) {
      await t.test(`has values for the panel ${name} with the release ${release.namespace}`, async () => {
        await ask(fillIn(expr, release.namespace));
      });
    }
  }
});

test('every panel of the dashboard has a description and queries', () => {
  const panels = dashboard.panels.filter(({ type }) => type !== 'row');
  assert.ok(panels.length > 15);
  for (const panel of panels) {
    assert.ok('description' in panel && panel.description, panel.title);
    assert.ok('targets' in panel && panel.targets.length > 0, panel.title);
  }
  const ids = dashboard.panels.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
});

test('every variable of the queries is one of the dashboard, or of Grafana', () => {
  const known = ['__rate_interval', '__range', ...dashboard.templating.list.map(({ name }) => name)];
  const used = targets.flatMap(({ expr }) => [...expr.matchAll(/\$(\w+)/g)].map(([, name]) => name));
  assert.deepEqual(
    [...new Set(used)].filter((name) => !known.includes(name ?? '')),
    [],
  );
});

function recordsOf({ objects }: WatchedRelease): readonly string[] {
  const { groups } = JSON.parse(rulesFile(objects)) as { groups: { rules: { record?: string }[] }[] };
  return groups.flatMap(({ rules }) => rules.flatMap(({ record }) => (record === undefined ? [] : [record])));
}

/** What Grafana does before it asks. */
function fillIn(expr: string, namespace: string): string {
  return expr
    .replaceAll('$client_namespace', `${namespace}-client`)
    .replaceAll('$client', 'grpc-client')
    .replaceAll('$namespace', namespace)
    .replaceAll('$app', 'grpc')
    .replaceAll('$__rate_interval', '10s')
    .replaceAll('$__range', '20s');
}
