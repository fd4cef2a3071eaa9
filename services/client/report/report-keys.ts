import { durationMs, httpUrl, integer, oneOf, text } from '../../shared/config/converter.ts';
import { optional, withDefault } from '../../shared/config/key.ts';

const positive = integer({ min: 1 });

/** Where calls are balanced, as the chart says it. */
const meshModes = ['none', 'client-side', 'istio-sidecar', 'istio-ambient'] as const;

/** The settings of runs and their reports. */
export const reportKeys = {
  mostConcurrent: withDefault(
    'hello.run.max-concurrency',
    positive,
    '100',
    'The most calls that a run of `/hello/report` may have in flight at once.',
  ),
  mostRuns: withDefault(
    'hello.run.max-concurrent-runs',
    positive,
    '4',
    'How many runs of `/hello/report` may go on at once; more are answered 429.',
  ),
  longestName: withDefault(
    'hello.run.max-name-length',
    positive,
    '200',
    'The longest `name` that a caller of `/hello/report` may give, in characters.',
  ),
  callTimeoutMs: withDefault(
    'hello.run.call-timeout',
    durationMs,
    '5s',
    'Limit for one call of `/hello/report`.',
  ),
  backendsHost: optional(
    'hello.report.backends.host',
    text,
    'A name whose DNS records are the backends, such as a headless Service, or a list such as `ipv4:10.0.0.1:9000,10.0.0.2:9000`: tells the report how many there are, and which of them never answered.',
  ),
  backendsCount: optional(
    'hello.report.backends.count',
    integer({ min: 1, max: 10_000 }),
    'How many backends there are, where no name lists them.',
  ),
  adminUrl: withDefault(
    'hello.mesh.admin-url',
    httpUrl,
    'http://127.0.0.1:15000',
    'Admin endpoint of the Envoy beside the client; the report reads its counters if one answers.',
  ),
  meshMode: optional(
    'hello.mesh.mode',
    oneOf(meshModes),
    'Where the chart lets calls be balanced; helps the report to name causes that cannot be seen from inside.',
  ),
};
