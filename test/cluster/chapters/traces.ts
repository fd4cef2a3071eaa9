import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type FoundSpan, spansOf } from '../../helpers/jaeger-spans.ts';
import { collectorOfDocument, commands, traceOfDocument } from '../commands.ts';
import { observers } from '../observers.ts';
import type { Walk } from '../walk.ts';

const services = { client: 'grpc-client.test', server: 'grpc.grpc' };

/** Step 5 of the article: one trace has the services and the proxies between them. */
export async function walkTraces(walk: Walk): Promise<void> {
  const { collector } = observers();
  const began = new Date().toISOString();
  await walk.helm(commands.traces, commands.traces.replace(collectorOfDocument, `http://${collector}:4317`));
  await walk.report('', 'BALANCED');
  tell(walk, 'OTLP', follow(await oneTrace(walk, 1)));
  await expectNoDeliveries(began);

  const jaegerExporter = commands.traces.replace(
    collectorOfDocument,
    `${collector}:6832 --set observability.traces.exporter=jaeger`,
  );
  await walk.helm(jaegerExporter);
  await walk.report('', 'BALANCED');
  // UDP loses datagrams of a collector that is busy; whether all arrive is chance, but not how they fit together.
  tell(walk, 'The Jaeger exporter', follow(await oneTrace(walk, 6)));
}

/** A request, a run, and 25 calls of four spans each. */
const wholeTrace = 2 + 25 * 4;

/** Asks for 25 calls in a trace of this name, and again if not all of its spans come. */
async function oneTrace(walk: Walk, attempts: number): Promise<readonly FoundSpan[]> {
  let count = 0;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const id = randomBytes(16).toString('hex');
    await walk.run(commands.helloTraced, commands.helloTraced.replace(traceOfDocument, id));
    for (const deadlineMs = Date.now() + 20_000; Date.now() < deadlineMs; await wait(1000)) {
      const answer = await fetch(`${observers().jaeger}/api/v3/traces/${id}`);
      const found = answer.ok ? spansOf(await answer.json()) : [];
      if (found.length >= wholeTrace) return found;
      count = found.length;
    }
    walk.transcript.say(`Of ${wholeTrace} spans ${count} came.`);
  }
  throw new Error(`Of ${wholeTrace} spans ${count} came, at the last of ${attempts} attempts.`);
}

/** Follows each call from the client to the server. */
function follow(spans: readonly FoundSpan[]): readonly FoundSpan[] {
  assert.equal(spans.length, wholeTrace);
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
