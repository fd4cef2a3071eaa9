import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { balancePanels } from './balance-panels.ts';
import { callPanels } from './call-panels.ts';
import { clientPanels } from './client-panels.ts';
import { datasource } from './panels.ts';
import { processPanels } from './process-panels.ts';

const rows = [
  ['Are calls balanced?', balancePanels],
  ['Calls', callPanels],
  ['As the client saw it', clientPanels],
  ['Processes', processPanels],
] as const;

/** The dashboard as Grafana imports it. */
export function buildDashboard(): Dashboard {
  const dashboard = new DashboardBuilder('gRPC Hello: are my calls balanced?')
    .uid('grpc-hello')
    .description('Who answers the calls, over how many connections, how fast, and with which errors.')
    .tags(['grpc', 'grpc-hello'])
    .editable()
    .timezone('browser')
    .time({ from: 'now-15m', to: 'now' })
    .refresh('30s')
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'))
    .withVariable(
      valuesOf('namespace', 'Namespace of the servers', 'hello_server_connections_open', 'namespace'),
    )
    .withVariable(
      valuesOf(
        'app',
        'Servers',
        'hello_server_connections_open{namespace="$namespace"}',
        'app_kubernetes_io_name',
      ),
    )
    .withVariable(
      valuesOf(
        'client_namespace',
        'Namespace of the client',
        'hello_run_duration_seconds_count',
        'namespace',
      ),
    )
    .withVariable(
      valuesOf(
        'client',
        'Client',
        'hello_run_duration_seconds_count{namespace="$client_namespace"}',
        'app_kubernetes_io_name',
      ),
    );
  let id = 0;
  for (const [title, panels] of rows) {
    id += 1;
    dashboard.withRow(new RowBuilder(title).id(id));
    for (const panel of panels()) {
      id += 1;
      dashboard.withPanel(panel.id(id));
    }
  }
  return dashboard.build();
}

/** A choice among the values that a label of some series has. */
function valuesOf(name: string, label: string, series: string, of: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(datasource)
    .query({ query: `label_values(${series}, ${of})`, refId: name })
    .refresh(VariableRefresh.OnTimeRangeChanged);
}
