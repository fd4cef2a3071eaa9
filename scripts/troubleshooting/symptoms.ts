/** What a reader sees first, and which causes may be behind it; the more likely first. */
export interface Symptom {
  readonly seen: string;
  readonly causes: readonly string[];
}

export const symptoms: readonly Symptom[] = [
  {
    seen: 'PINNED, without a mesh',
    causes: ['one-connection', 'pick-first', 'one-address'],
  },
  {
    seen: 'PINNED, in a mesh',
    causes: [
      'client-not-in-mesh',
      'plain-tcp-port',
      'one-endpoint',
      'sticky-hash',
      'ambient-without-waypoint',
      'one-connection',
    ],
  },
  {
    seen: 'UNEVEN, or a server that gets nothing',
    causes: [
      'backends-changed',
      'new-pods-unseen',
      'address-unreachable',
      'per-connection',
      'retries',
      'silent-within-version',
    ],
  },
  {
    seen: 'UNDECIDED',
    causes: ['too-few-calls', 'only-one-backend', 'backends-unknown', 'anonymous-backends', 'per-connection'],
  },
  {
    seen: 'FAILED: `no healthy upstream`',
    causes: ['no-healthy-upstream'],
  },
  {
    seen: 'FAILED: `upstream connect error or disconnect/reset before headers`',
    causes: ['overflow', 'server-not-in-mesh', 'proxy-cannot-connect'],
  },
  {
    seen: 'FAILED: `ECONNRESET`, `Connection dropped`',
    causes: ['strict-mtls', 'connections-lost', 'tls-mismatch'],
  },
  {
    seen: 'FAILED: `ECONNREFUSED`, `ENOTFOUND`, `EHOSTUNREACH`',
    causes: ['refused', 'name-not-found', 'unreachable'],
  },
  {
    seen: 'FAILED: PERMISSION_DENIED, UNIMPLEMENTED, DEADLINE_EXCEEDED',
    causes: ['denied', 'not-implemented', 'deadline'],
  },
  {
    seen: 'servers get more calls than the client made',
    causes: ['retries'],
  },
  {
    seen: 'BALANCED, and you want to know by whom',
    causes: ['balanced-by-proxy', 'balanced-by-client', 'balanced-by-connections'],
  },
  { seen: 'none of these', causes: ['unknown'] },
];
