import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { folderWith } from './helpers/folder.ts';
import { render, whyNoHelm } from './helpers/helm.ts';
import { promtool, rulesFile, skipWithoutPromtool } from './helpers/promtool.ts';

const skip = whyNoHelm() || skipWithoutPromtool;
const rules = () => rulesFile(render({ values: { observability: { rules: { enabled: true } } } }));
const server = (pod: string) => `namespace="grpc",app_kubernetes_io_name="grpc",pod="${pod}"`;
const client = 'namespace="test",app_kubernetes_io_name="grpc-client",pod="client"';
const greeter = 'grpc_service="helloworld.Greeter"';

/** Series in promtool's notation: `0+60x30` begins at 0, and grows by 60 in each of 30 minutes. */
type Series = Readonly<Record<string, string>>;

/** A pod that is read, and how many calls it gets in a minute; without a number its counter does not exist. */
function pod(name: string, callsPerMinute?: number): Series {
  return {
    [`hello_server_connections_open{${server(name)}}`]: '1x30',
    ...(callsPerMinute !== undefined && {
      [`grpc_server_started_total{${server(name)},${greeter}}`]: `0+${callsPerMinute}x30`,
    }),
  };
}

function answers(side: 'server' | 'client', okPerMinute: number, failedPerMinute: number): Series {
  const who = side === 'server' ? server('a') : client;
  const all = okPerMinute + failedPerMinute;
  return {
    [`grpc_${side}_started_total{${who},${greeter}}`]: `0+${all}x30`,
    [`grpc_${side}_handled_total{${who},${greeter},grpc_code="OK"}`]: `0+${okPerMinute}x30`,
    [`grpc_${side}_handled_total{${who},${greeter},grpc_code="UNAVAILABLE"}`]: `0+${failedPerMinute}x30`,
  };
}

/** Lets promtool play the series and look at the end of a minute. */
function play(t: TestContext, series: Series, checks: object): void {
  const played = {
    rule_files: ['rules.yml'],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        ...checks,
      },
    ],
  };
  const folder = folderWith(t, { files: { 'rules.yml': rules(), 'test.yml': JSON.stringify(played) } });
  const { status, said } = promtool('test', 'rules', join(folder, 'test.yml'));
  assert.equal(status, 0, said);
}

/** How many alerts of that name fire at that minute. */
function firing(alert: string, minute: number, count: number): object {
  const expr = `count(ALERTS{alertname="${alert}",alertstate="firing"}) or vector(0)`;
  return { expr, eval_time: `${minute}m`, exp_samples: [{ labels: '{}', value: count }] };
}

function number(expr: string, value: number): object {
  return { expr: `round(sum(${expr}), 0.001)`, eval_time: '20m', exp_samples: [{ labels: '{}', value }] };
}

test('promtool finds nothing wrong with the rules', { skip }, (t) => {
  const folder = folderWith(t, { files: { 'rules.yml': rules() } });
  const { status, said } = promtool('check', 'rules', join(folder, 'rules.yml'));
  assert.equal(status, 0, said);
});

for (const [name, series, fairness, fires] of [
  ['one of three pods has all calls', { ...pod('a', 60), ...pod('b', 0), ...pod('c', 0) }, 0.333, 1],
  ['the others never had one', { ...pod('a', 60), ...pod('b'), ...pod('c') }, 0.333, 1],
  ['all get the same', { ...pod('a', 60), ...pod('b', 60), ...pod('c', 60) }, 1, 0],
  ['one gets twice as many', { ...pod('a', 60), ...pod('b', 30), ...pod('c', 30) }, 0.889, 0],
  ['there is only one pod', pod('a', 60), 1, 0],
  ['there are too few calls to tell', { ...pod('a', 3), ...pod('b', 0) }, 0.5, 0],
] as const) {
  test(`The alert ${fires ? 'fires' : 'is silent'}, and the index is ${fairness}, when ${name}`, {
    skip,
  }, (t) => {
    const promql_expr_test = [
      number('app:grpc_server_started:fairness5m', fairness),
      number('pod:grpc_server_started:share5m', 1),
      firing('GrpcCallsPinned', 20, fires),
    ];
    play(t, series, { promql_expr_test });
  });
}

test('The alert waits ten minutes, and goes when calls are spread', { skip }, (t) => {
  const series = {
    ...pod('a', 60),
    ...pod('b'),
    [`grpc_server_started_total{${server('b')},${greeter}}`]: '0x20 0+60x10',
  };
  const promql_expr_test = [8, 15, 30].map((minute, index) =>
    firing('GrpcCallsPinned', minute, index === 1 ? 1 : 0),
  );
  play(t, series, { promql_expr_test });
});

test('The alert names the pod, and says what helps', { skip }, (t) => {
  const exp_labels = { namespace: 'grpc', app_kubernetes_io_name: 'grpc', pod: 'a', severity: 'warning' };
  const exp_annotations = {
    summary: 'a gets all calls to grpc.grpc; the other pods get none.',
    description:
      'Kubernetes balances connections, not calls: set mesh.mode to istio-sidecar where there is Istio, else to client-side. The report knows more: kubectl -n test exec deploy/grpc-client -- curl -s http://localhost:8080/hello/report',
  };
  const alert_rule_test = [
    { eval_time: '20m', alertname: 'GrpcCallsPinned', exp_alerts: [{ exp_labels, exp_annotations }] },
  ];
  play(t, { ...pod('a', 60), ...pod('b', 0) }, { alert_rule_test });
});

for (const [side, alert] of [
  ['server', 'GrpcCallsFailing'],
  ['client', 'GrpcClientCallsFailing'],
] as const) {
  for (const [name, ok, failed, ratio, fires] of [
    ['every tenth call fails', 54, 6, 0.1, 1],
    ['one of a hundred fails', 99, 1, 0.01, 0],
    ['none fails', 60, 0, 0, 0],
    ['there are hardly any calls', 0, 3, 1, 0],
  ] as const) {
    test(`${alert} ${fires ? 'fires' : 'is silent'} when ${name}`, { skip }, (t) => {
      const promql_expr_test = [
        number(`app:grpc_${side}_handled:error_ratio5m`, ratio),
        firing(alert, 20, fires),
      ];
      play(t, answers(side, ok, failed), { promql_expr_test });
    });
  }
}

test('Nothing is said of pods of other releases', { skip }, (t) => {
  const series = Object.fromEntries(
    Object.entries({ ...pod('a', 60), ...pod('b', 0) }).map(([name, values]) => [
      name.replace('namespace="grpc"', 'namespace="other"'),
      values,
    ]),
  );
  play(t, series, { promql_expr_test: [firing('GrpcCallsPinned', 20, 0)] });
});
