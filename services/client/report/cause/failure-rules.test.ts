import assert from 'node:assert/strict';
import test from 'node:test';
import {
  evidenceOf,
  failedCall,
  type GivenRun,
  inOrder,
  proxyInsight,
  shared,
  times,
} from '../../../../test/helpers/report-values.ts';
import { findCauses } from './find-causes.ts';

/** A run of which ten calls failed so. */
function failing(status: string, message: string, given: GivenRun = {}): GivenRun {
  return { ...given, calls: inOrder(times(10, failedCall(status, message))) };
}

/** One of which some calls were answered. */
function partly(status: string, message: string): GivenRun {
  return { calls: [...shared({ a: 5, b: 5 }), ...times(2, failedCall(status, message))] };
}

const noConnection = 'No connection established. Last error: Error:';
const upstream = 'upstream connect error or disconnect/reset before headers. reset reason:';

for (const [given, id] of [
  [failing('UNAVAILABLE', `${upstream} overflow`), 'overflow'],
  [failing('UNAVAILABLE', '', { more: { overloaded: 3 } }), 'overflow'],
  [failing('UNAVAILABLE', 'no healthy upstream'), 'no-healthy-upstream'],
  [
    failing('UNAVAILABLE', `${upstream} x, transport failure reason: TLS_error: WRONG_VERSION_NUMBER`),
    'server-not-in-mesh',
  ],
  [
    failing('UNAVAILABLE', `${upstream} x`, { more: { proxy: proxyInsight({ tlsErrors: 2 }) } }),
    'server-not-in-mesh',
  ],
  [failing('UNAVAILABLE', `${upstream} remote connection failure`), 'proxy-cannot-connect'],
  [failing('UNAVAILABLE', `${upstream} connection timeout`), 'proxy-cannot-connect'],
  [failing('UNAVAILABLE', 'Name resolution failed for target dns:grpc:9000'), 'name-not-found'],
  [failing('UNAVAILABLE', 'Failed to parse ipv4 address garbage'), 'name-not-found'],
  [failing('UNAVAILABLE', `${noConnection} getaddrinfo ENOTFOUND grpc`), 'name-not-found'],
  [failing('UNAVAILABLE', `${noConnection} ssl: wrong version number`), 'tls-mismatch'],
  [failing('UNAVAILABLE', `${noConnection} self-signed certificate`), 'tls-mismatch'],
  [failing('UNAVAILABLE', `${noConnection} connect ECONNREFUSED 127.0.0.1:1`), 'refused'],
  [failing('UNAVAILABLE', `${noConnection} connect ENOENT /tmp/nope`), 'refused'],
  [
    failing('UNAVAILABLE', 'No connection established', { channel: { errors: ['connect ECONNREFUSED 1'] } }),
    'refused',
  ],
  [failing('UNAVAILABLE', `${noConnection} read ECONNRESET`), 'strict-mtls'],
  [failing('UNAVAILABLE', 'Connection dropped'), 'strict-mtls'],
  [failing('DEADLINE_EXCEEDED', 'Deadline exceeded after 5s'), 'deadline'],
  [failing('UNIMPLEMENTED', 'The server does not implement the method'), 'not-implemented'],
  [failing('PERMISSION_DENIED', 'RBAC: access denied'), 'denied'],
  [failing('UNAUTHENTICATED', 'Jwt is missing'), 'denied'],
  [partly('UNAVAILABLE', 'Connection dropped'), 'connections-lost'],
  [partly('UNAVAILABLE', `${noConnection} connect ECONNREFUSED 127.0.0.1:1`), 'connections-lost'],
] as const) {
  const failure = given.calls?.find((call) => call.failure !== null)?.failure;
  const name = `${failure?.status} ${failure?.message || 'without a message'}`;
  test(`${name}, ${given.calls?.length} calls: the cause is ${id}`, () => {
    const { cause } = findCauses(evidenceOf(given));
    assert.equal(cause.id, id);
    assert.notDeepEqual(cause.remedies, []);
    assert.ok(
      cause.evidence.some((sign) => /10 calls|2 calls|3 answers/.test(sign)),
      cause.evidence.join(),
    );
    assert.doesNotMatch(cause.sentence, /undefined|null|\b0 calls/);
  });
}

for (const [why, given] of [
  ['the application says so itself', failing('UNAVAILABLE', 'database: connection refused by peer')],
  ['a certificate is the application’s', failing('UNAVAILABLE', 'the certificate of the order is missing')],
  ['nothing is known of the status', failing('ABORTED', 'try again')],
  ['the status has words of another', failing('INTERNAL', 'no healthy upstream')],
  [
    'the error of the channel was of another status',
    failing('ABORTED', '', { channel: { errors: ['ECONNREFUSED'] } }),
  ],
] as const) {
  test(`when ${why}, no cause is claimed, and what was looked at is told`, () => {
    const { cause, others } = findCauses(evidenceOf(given));
    assert.deepEqual([cause.id, others], ['unknown', []]);
    assert.deepEqual(cause.evidence, [
      '1 connection to 1 address (channel: fresh, pick_first)',
      'no Envoy answers at hello.mesh.admin-url',
      'no answer names a proxy',
    ]);
  });
}

test('behind a proxy beside the client, a dropped connection is not called STRICT mTLS', () => {
  const given = failing('UNAVAILABLE', 'Connection dropped', { more: { proxy: proxyInsight() } });
  assert.equal(findCauses(evidenceOf(given)).cause.id, 'unknown');
});

test('calls that were turned away are counted, by the header or by the message', () => {
  const sentenceOf = (given: GivenRun) => findCauses(evidenceOf(given)).cause.sentence;
  assert.match(
    sentenceOf(failing('UNAVAILABLE', `${upstream} overflow`)),
    /^A proxy turned 10 calls away because its connection pool was full\./,
  );
  assert.match(
    sentenceOf(failing('UNAVAILABLE', '', { more: { overloaded: 1 } })),
    /^A proxy turned 1 call away /,
  );
  assert.match(
    sentenceOf(
      failing('UNAVAILABLE', '', { more: { overloaded: 3, proxy: proxyInsight({ overflows: 1 }) } }),
    ),
    /full \(it counted 1 overflow\)\./,
  );
});

test('of many different failures three are evidence, the most frequent first', () => {
  const calls = inOrder(
    ...[1, 4, 2, 3].map((count) => times(count, failedCall('DEADLINE_EXCEEDED', `after ${count} s`))),
  );
  assert.deepEqual(findCauses(evidenceOf({ calls })).cause.evidence, [
    '4 calls: DEADLINE_EXCEEDED after 4 s',
    '3 calls: DEADLINE_EXCEEDED after 3 s',
    '2 calls: DEADLINE_EXCEEDED after 2 s',
  ]);
});
