/** Recorded calls that end otherwise, why, and how. docs/differences.md tells users the same. */
export interface GrpcDifference {
  readonly cases: RegExp;
  readonly why: string;
  /** The gRPC status that is answered instead. */
  readonly status?: number;
  /** The code of the reset that is answered instead. */
  readonly reset?: number;
}

const status = { ok: 0, unknown: 2, resourceExhausted: 8, unimplemented: 12, internal: 13 };
const isNode24 = Number(process.versions.node.split('.')[0]) >= 24;
const answersOfLater =
  'where Quarkus 3.0 resets the stream and 3.20 answers a status, the status is answered';
const decoderOfLibrary = 'grpc-js and protobufjs read it more laxly';
const descriptors = 'the descriptor is the same, encoded by another library';

export const grpcDifferences: readonly GrpcDifference[] = [
  { cases: /^say\/unfinished-/, why: answersOfLater, status: status.internal },
  {
    cases: /^say\/(declared-(huge|2\^31-1|4MiB)|message-then-garbage)/,
    why: answersOfLater,
    status: status.resourceExhausted,
  },
  { cases: /^enc\/(identity|none)-flag-1/, why: answersOfLater, status: status.internal },
  {
    cases: /^enc\/(gzip-bad(-empty)?|gzip-raw-zlib)$/,
    why: 'a message that cannot be unpacked has one answer',
    status: status.unknown,
  },
  {
    cases: /^enc\/gzip-trailing-bytes$/,
    why: 'bytes behind the end of a packed message are refused',
    status: status.unknown,
  },
  {
    cases: /^enc\/unknown\[zst/,
    why: 'letters beyond ASCII are named as they came',
    status: status.unimplemented,
  },
  {
    cases: /^say\/(two-messages-second-bad|first-bad-second-good)$/,
    why: 'two messages are two messages',
    status: status.internal,
  },
  {
    cases: /^say\/(group-wrong-end|groups-nested-101|unknown-varint-11|declared-0|message-then-1)/,
    why: decoderOfLibrary,
    status: status.ok,
  },
  { cases: /^(health\/check|reflection)\/bad-utf8$/, why: decoderOfLibrary, status: status.ok },
  { cases: /^timeout\/complete\/\[-/, why: 'a negative time is malformed', reset: 2 },
  { cases: /^timeout\/unknown-method-tiny$/, why: 'a time that is over comes before the method', reset: 8 },
  { cases: /^method\/\[HEAD\]$/, why: 'an answer to HEAD has nothing to break off', status: status.internal },
  {
    cases: /^path\/unknown-bad-body$/,
    why: 'before Node 24 a malformed message comes before the method',
    ...(isNode24 ? { status: status.unimplemented } : { reset: 8 }),
  },
  {
    cases: /^header\/content-length-wrong-less$/,
    why: 'Node 24 resets with another code',
    reset: isNode24 ? 2 : 1,
  },
  {
    cases: /(v1alpha|ServerReflection\/ServerReflectionInfo)/,
    why: 'reflection is served in both versions',
    status: status.ok,
  },
  {
    cases: /^(health\/list|path\/\[\/grpc\.health\.v1\.Health\/List\])$/,
    why: 'health has List',
    status: status.ok,
  },
  { cases: /^reflection\/v1\/(file|file-health0|file-host|symbol-.*)$/, why: descriptors, status: status.ok },
  {
    cases: /^reflection\/(v1\/(two-questions|extnums-empty|unknown|field-2)|three-at-once|20-at-once)/,
    why: descriptors,
    status: status.ok,
  },
];
