import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type FoundSpan, spansOf } from '../../helpers/jaeger-spans.ts';
import { collectorOfDocument, commands, traceOfDocument } from '../commands.ts';
import { observers } from '../observers.ts';
import { until, type Walk } from '../walk.ts';

const services = { client: 'grpc-client.test', server: 'grpc.grpc' };

/** Step 5 of the article: one trace has the services and the proxies between them. */
export async function walkTraces(walk: Walk): Promise<void> {
  const { collector } = observers();
  const began = new Date().toISOString();
  await walk.helm(commands.traces, commands.traces.replace(collectorOfDocument, `http://${collector}:4317`));
  await walk.report('', 'BALANCED');
  tell(walk, 'OTLP', await oneTrace(walk));
  await expectNoDeliveries(began);

  const jaegerExporter = commands.traces.replace(
    collectorOfDocument,
    `${collector}:6832 --set observability.traces.exporter=jaeger`,
  );
  await walk.helm(jaegerExporter);
  await walk.report('', 'BALANCED');
  tell(walk, 'The Jaeger exporter', await oneTrace(walk));
}

/** Asks for 25 calls in a trace of this name, and follows each call from the client to the server. */
async function oneTrace(walk: Walk): Promise<readonly FoundSpan[]> {
  const id = randomBytes(16).toString('hex');
  await walk.run(commands.helloTraced, commands.helloTraced.replace(traceOfDocument, id));
  const spans = await until('the trace is whole', async () => {
    const answer = await fetch(`${observers().jaeger}/api/v3/traces/${id}`);
    const found = answer.ok ? spansOf(await answer.json()) : [];
    return found.length >= 102 && found;
  });
  assert.equal(spans.length, 102, 'A request, a run, and 25 calls of four spans each.');
  const only = (wanted: (span: FoundSpan) => boolean, what: string) => {
    const found = spans.filter(wanted);
    assert.equal(found.length, 1, `There is one ${what}.`);
    return found[0] as FoundSpan;
  };
  const request = only(({ name }) => name === 'GET /hello/grpc', 'request');
  const run = only(({ parentSpanId }) => parentSpanId === request.spanId, 'run');
  const calls = spans.filter(({ parentSpanId }) => parentSpanId === run.spanId);
  assert.equal(calls.length, 25);
  for (const call of calls) {
    const below = (span: FoundSpan) =>
      only(({ parentSpanId }) => parentSpanId === span.spanId, `span below ${span.name}`);
    const outbound = below(call);
    const inbound = below(outbound);
    const answer = below(inbound);
    assert.deepEqual(
      [call, outbound, inbound, answer].map(({ service, kind }) => [service, kind]),
      [
        [services.client, 'client'],
        [services.client, 'client'],
        [services.server, 'server'],
        [services.server, 'server'],
      ],
    );
    expectProxy(outbound, 'test', 'grpc-client-');
    expectProxy(inbound, 'grpc', String(answer.attributes['hello.pod']));
    // Kiali finds the pod of a service's own spans by this alone.
    assert.equal(answer.resource.hostname, call.attributes['hello.pod']);
    assert.match(String(call.resource.hostname), /^grpc-client-/);
  }
  return spans;
}

/** The proxies have made no traces of the requests that carry spans. */
async function expectNoDeliveries(began: string): Promise<void> {
  for (const service of Object.values(services)) {
    const search = new URLSearchParams({
      'query.service_name': service,
      'query.start_time_min': began,
      'query.start_time_max': new Date().toISOString(),
      'query.num_traces': '500',
    });
    const answer = await fetch(`${observers().jaeger}/api/v3/traces?${search}`);
    const spans = spansOf(await answer.json());
    const deliveries = spans.filter(({ attributes }) => /TraceService/.test(String(attributes['grpc.path'])));
    assert.deepEqual([spans.length > 0, deliveries], [true, []]);
  }
}

/** What Kiali filters and sorts the spans of proxies by. */
function expectProxy({ attributes }: FoundSpan, namespace: string, pod: string): void {
  assert.equal(attributes.component, 'proxy');
  assert.match(String(attributes['istio.cluster_id']), /./);
  assert.equal(attributes['istio.namespace'], namespace);
  const [, , name = ''] = String(attributes.node_id).split('~');
  assert.ok(name.startsWith(pod) && name.endsWith(`.${namespace}`), `${name} is ${pod}… in ${namespace}.`);
}

function tell({ transcript }: Walk, how: string, spans: readonly FoundSpan[]): void {
  const counts = new Map<string, number>();
  for (const { service, name, attributes } of spans) {
    const key = `| ${service} | ${attributes.component === 'proxy' ? 'proxy' : 'service'} | ${name} |`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const rows = [...counts].map(([key, count]) => `${key} ${count} |`);
  transcript.say(
    [
      `${how}: a trace of ${spans.length} spans.`,
      '',
      '| service | by | span | spans |',
      '| --- | --- | --- | --- |',
      ...rows,
    ].join('\n'),
  );
}
