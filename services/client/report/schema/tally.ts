import Type, { type Static } from 'typebox';
import { count, fraction, known, milliseconds, text } from './fields.ts';

const intervalSchema = Type.Object(
  { low: fraction('The lower bound.'), high: fraction('The upper bound.') },
  { description: 'Where the true share lies with 95 % confidence (Wilson score interval).' },
);

const latencySchema = Type.Object(
  {
    p50: milliseconds('Half of the calls were as fast as this or faster.'),
    p90: milliseconds('Nine calls out of ten were.'),
    p99: milliseconds('99 calls out of 100 were.'),
    max: milliseconds('The slowest call.'),
  },
  { description: 'Time from the beginning of a call to its answer, in milliseconds.' },
);

const connectionSchema = Type.Object({
  number: count('The n-th connection that the backend accepted; behind a sidecar, its own proxy opened it.'),
  calls: count('How many calls of this run came on it.'),
});

const backendSchema = Type.Object({
  name: text('The pod or process, as it called itself; else its address.'),
  version: known(text('Its version, such as `l1`.')),
  node: known(text('The machine it runs on.')),
  zone: known(text('The zone of that machine.')),
  address: known(text('The address at which it was reached.')),
  calls: count('How many calls it answered.'),
  share: fraction('Its part of all answered calls.'),
  interval: intervalSchema,
  expectedShare: known(fraction('The share that was expected of it.')),
  connections: Type.Array(connectionSchema, { description: 'The connections that its calls came on.' }),
  latencyMs: latencySchema,
});

const groupSchema = Type.Object({
  name: known(text('The version, node or zone; null for backends that did not name one.')),
  backends: count('How many backends of it answered.'),
  calls: count('How many calls they answered.'),
  share: fraction('Their part of all answered calls.'),
  interval: intervalSchema,
  expectedShare: known(fraction('The share that was expected.')),
});

const failureSchema = Type.Object({
  status: text('The gRPC status, by name.'),
  message: text('The message that came with it.'),
  calls: count('How many calls ended so.'),
});

/** Who answered, and how. */
export const tallySchema = Type.Object({
  backends: Type.Array(backendSchema, { description: 'Who answered; the busiest first.' }),
  silent: Type.Array(Type.String(), { description: 'Addresses of backends that answered no call.' }),
  versions: Type.Array(groupSchema, { description: 'The same by version.' }),
  nodes: Type.Array(groupSchema, { description: 'The same by node.' }),
  zones: Type.Array(groupSchema, { description: 'The same by zone.' }),
  latencyMs: known(latencySchema),
  failures: Type.Array(failureSchema, {
    description: 'Calls that failed, by status and message; the most frequent first.',
  }),
});

export type Tally = Static<typeof tallySchema>;
export type BackendTally = Static<typeof backendSchema>;
export type GroupTally = Static<typeof groupSchema>;
export type Latency = Static<typeof latencySchema>;
export type Failure = Static<typeof failureSchema>;
