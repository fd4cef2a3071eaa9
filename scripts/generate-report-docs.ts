import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandParameters } from '../services/client/command/command-options.ts';
import { causeRules } from '../services/client/report/cause/find-causes.ts';
import { formParameter } from '../services/client/report/http/report-form.ts';
import type { Parameter } from '../services/client/report/parameters/parameter.ts';
import { declareRunParameters } from '../services/client/report/parameters/run-parameters.ts';
import { markdownTable } from './markdown-table.ts';

// Writes docs/report.md from the declarations of parameters and causes.

const limits = { mostRequests: 10_000, mostConcurrent: 100, longestName: 200, hasBackendsHost: true };
const defaults = { requests: 25, name: 'teststring', policy: 'pick_first' } as const;
const runParameters = declareRunParameters(limits, defaults);
/** Where the mounted file decides, that is what the documents say. */
const fromSettings: Readonly<Record<string, string>> = {
  requests: '`numrequest`',
  name: '`teststring`',
  policy: 'the configured one',
};

function parameterTable(parameters: readonly Parameter<unknown>[], prefix = ''): string {
  const rows = parameters.map(({ name, usual, converter, about }) => {
    const usually = fromSettings[name] ?? (usual === undefined ? '' : `\`${usual}\``);
    return [`\`${prefix}${name}\``, usually, converter.rule, about];
  });
  return markdownTable(['parameter', 'default', 'accepts', 'meaning'], rows);
}

const text = `# The report

<!-- Made by \`npm run generate\` from the declarations in services/client/report; do not edit. -->

\`GET /hello/report\` makes a run of gRPC calls and says whether they were balanced, and why not.

\`\`\`sh
curl localhost:8080/hello/report
curl 'localhost:8080/hello/report?policy=round_robin&requests=auto'
curl --fail 'localhost:8080/hello/report?expect=balanced'
\`\`\`

## Parameters

${parameterTable([...Object.values(runParameters), formParameter])}

The bounds are settings: \`hello.run.*\` in [configuration.md](configuration.md). A parameter that is unknown, repeated, malformed or
out of bounds is answered 400, with all that is wrong.

| status | when |
| --- | --- |
| 200 | the run was made; also with a FAILED or PINNED verdict, unless \`expect\` says otherwise |
| 400 | bad parameters |
| 406 | no form of the report is acceptable |
| 417 | the verdict is not the expected one; the body is the report all the same |
| 429 | as many runs as \`hello.run.max-concurrent-runs\` allows are going on |

## Forms

| form | how to get it |
| --- | --- |
| text | \`curl\`, \`Accept: text/plain\`, \`format=text\` |
| JSON | \`Accept: application/json\`, \`format=json\`; its schema is at \`/hello/report/schema.json\` |
| HTML | a browser, \`format=html\`; no script is needed |
| Markdown | \`Accept: text/markdown\`, \`format=markdown\`; for an issue |
| server-sent events | \`/hello/report/stream\`: \`progress\` events, then one \`report\`. A connection that is lost ends the run; asking again with \`Last-Event-ID\` is answered 204 and starts nothing |

\`/\` is the page: it makes runs and keeps them side by side.

## Command

\`\`\`sh
node dist/client.js report --target dns:///grpc:9000 --requests 100 --expect balanced
\`\`\`

The same run from a terminal, a CI job or \`kubectl run\`, against any gRPC target that serves \`helloworld.Greeter\`. Its exit status is 0
when the verdict is as expected, or nothing is expected; 1 when it is not; 2 for wrong usage. Every parameter above is an option
(\`--policy round_robin\`), and so are:

${parameterTable(
  Object.values(commandParameters).filter(({ name }) => name !== 'format'),
  '--',
)}

The settings of the client count too, from the same sources: \`-Dkey=value\`, the environment, \`config/application.properties\`.

## Verdicts

\`BALANCED\`, \`PINNED\`, \`UNEVEN\`, \`UNDECIDED\`, \`FAILED\`: what each takes is in [statistics.md](statistics.md).

## Causes

The first of these that the evidence shows is the cause; the others are told too. Each names what was seen and what helps;
[troubleshooting.md](troubleshooting.md) has more for each.

${markdownTable(
  ['cause', 'what was seen'],
  causeRules.map(({ id, when }) => [`[${id}](troubleshooting.md#${id})`, when]),
)}

## What the proxy counted

When an Envoy answers at \`hello.mesh.admin-url\`, as in a pod with a sidecar, its counters are read before and after the run: upstream
connections opened, requests, overflows, retries, ejections, and requests and connections for each endpoint, which are compared with
what the replies say. Istio tells some of them only when the client's pod has the annotation
\`sidecar.istio.io/statsInclusionPrefixes: cluster.outbound\`.

## Metrics

Runs count in \`hello_run_*\` of the client, connections and the calls on each in \`hello_server_connections_*\` of the server:
[metrics.md](metrics.md).
`;

writeFileSync(join(__dirname, '../docs/report.md'), text);
