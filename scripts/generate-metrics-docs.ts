import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClientMetrics } from '../services/client/metrics.ts';
import { createServerMetrics } from '../services/server/metrics.ts';
import type { Metrics } from '../services/shared/ops/process-metrics.ts';
import { findNoSpan } from '../services/shared/telemetry/current-span.ts';
import { markdownTable } from './markdown-table.ts';

// Writes docs/metrics.md from the metrics that the services register.

/** A metric as it was registered; prom-client's types leave out what its objects have. */
interface Declared {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly labelNames: readonly string[];
}

function declaredIn(registry: Metrics): Declared[] {
  return registry.getMetricsAsArray() as unknown as Declared[];
}

function table(metrics: readonly Declared[]): string {
  const rows = metrics.map(({ name, type, help, labelNames }) => [
    `\`${name}\``,
    type,
    labelNames.map((label) => `\`${label}\``).join(', '),
    help,
  ]);
  return markdownTable(['metric', 'type', 'labels', 'meaning'], rows);
}

const server = declaredIn(createServerMetrics().registry);
const client = declaredIn(createClientMetrics(findNoSpan).registry);
const isIn =
  (others: readonly Declared[]) =>
  ({ name }: Declared) =>
    others.some((other) => other.name === name);
const both = server.filter(isIn(client));
const ofProcess = ({ name }: Declared) => /^(process|nodejs)_/.test(name);

const text = `# Metrics

<!-- Made by \`npm run generate\` from the metrics that the services register; do not edit. -->

Both services answer \`GET /q/metrics\`: in Prometheus' text format, or as OpenMetrics 1.0 where the Accept header wants that more, as
Prometheus itself does. OpenMetrics has exemplars beside the buckets of \`*_handling_seconds\` and \`http_server_requests_seconds\`: the
latest sampled trace in each, as \`trace_id\` and \`span_id\` (Prometheus keeps them with \`--enable-feature=exemplar-storage\`). Bounds of
buckets are spelled \`le="1"\` in the one and \`le="1.0"\` in the other form, as each wants it.

Metrics carry no label for the pod or its version: those are the scraper's to add.

## Server

${table(server.filter((metric) => !isIn(client)(metric)))}

\`grpc_server_*\` counts \`SayHello\`, from zero on (as \`grpc_client_*\` does), so that a pod that nobody calls is in every comparison. Calls that are refused before
they reach it, because they are malformed or too large, count as begun and ended too, without a time; those of any other path as
\`unknown\`, whatever it is. Calls of health and reflection are left out.

\`\`\`promql
# The share of each pod
sum by (pod) (rate(grpc_server_handled_total[5m])) / scalar(sum(rate(grpc_server_handled_total[5m])))
\`\`\`

## Client

${table(client.filter((metric) => !isIn(server)(metric)))}

\`uri\` is the route; \`NOT_FOUND\` without one, \`UNKNOWN\` where the request was refused before it had any (400, 405, 413, 414, 431).
\`method\` is \`OTHER\` for those beyond RFC 9110 and PATCH, \`status\` is \`RESET\` when the caller left before its answer.

## Both

${table(both.filter((metric) => !ofProcess(metric)))}

## The process, on Linux

They come from [prom-client](https://github.com/siimon/prom-client), unprefixed, as Kiali's dashboard for Node.js reads them.

${table(both.filter(ofProcess))}
`;

writeFileSync(join(__dirname, '../docs/metrics.md'), text);
// The metrics of the process go on being collected.
process.exit();
