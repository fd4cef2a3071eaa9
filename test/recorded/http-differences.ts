/** Recorded cases that are answered otherwise, why, and how. docs/differences.md tells users the same. */
export interface Difference {
  readonly cases: RegExp;
  readonly why: string;
  /** The status that is answered instead; 0 for no answer. Absent where only the end of the connection differs. */
  readonly status?: number;
}

const isNode24 = Number(process.versions.node.split('.')[0]) >= 24;
const againstSmuggling = 'two ways to tell the length are refused, against request smuggling';
const nodeParser = "Node's HTTP parser does not take it";

export const httpDifferences: readonly Difference[] = [
  {
    cases: /^path\/\/q\/(health|health\/live|metrics)$/,
    why: 'health and metrics are part of this project',
    status: 200,
  },
  {
    cases: /^(method\/(GET|HEAD)\/root|path\/\/|target\/abs-(no-path|no-path-query|slash))$/,
    why: 'the page is there',
    status: 200,
  },
  { cases: /^method\/FOO\/root$/, why: 'the page is there', status: 405 },
  {
    cases: /^(path\/(hello\/grpc|\\\\hello)|target\/(authority$|abs-one-slash))/,
    why: 'the connection ends after it',
  },
  {
    cases: /^(target\/authority-CONNECT|method\/(CONNECT|FOO|[gG]et|G@T|G:T)\/)/,
    why: 'the connection ends after it',
  },
  {
    cases: /^(name\/blocking\/(raw-emoji|nul-raw|ctl-raw|del-raw)|line\/nul-in-target)$/,
    why: 'the connection ends after it',
  },
  {
    cases:
      /^(path\/\/hello\/grp(\\xc3\\xa7|c\\xff)|name\/\w+\/(raw-(utf8|latin1)|mix-raw-enc)|line\/high-target)$/,
    why: 'the connection ends after it',
  },
  { cases: /^version\/(12|lower|three|blank-after)$/, why: nodeParser, status: 400 },
  { cases: /^version\/none$/, why: 'Node takes it as HTTP/0.9', status: 200 },
  { cases: /^version\/09-line-only$/, why: 'Node waits for more', status: 0 },
  { cases: /^line\/(lf-only|leading-blank|leading-nul)$/, why: nodeParser, status: 400 },
  { cases: /^(line\/tab-between|version\/tab)$/, why: nodeParser, status: 405 },
  { cases: /^header(-first)?\/(empty-name|value-lf|fold.*|colon-only)$/, why: nodeParser, status: 400 },
  { cases: /^accept\/folded$/, why: nodeParser, status: 400 },
  {
    cases: /^connection\/(close-list|list-close-first|both|two-headers|proxy-close)$/,
    why: 'Node sees `close` among other words',
    status: 200,
  },
  {
    cases: /^upgrade\/h2c-no-(settings|connection)$/,
    why: 'there is no HTTP/2 on this port; the upgrade is passed over',
    status: 200,
  },
  {
    cases: /^upgrade\/h2c-/,
    why: 'there is no HTTP/2 on this port; the upgrade is passed over',
    status: 404,
  },
  { cases: /^expect\/GET\//, why: 'Node ends the connection when it sent no 100', status: 200 },
  {
    cases: /^body\/(GET|POST)\/(te-chunked-gzip|te-two|te-and-cl|cl-and-te)$/,
    why: againstSmuggling,
    status: 400,
  },
  {
    cases: /^body\/\w+\/(te-(blank-size|lf|identity|gzip|nonsense)|cl-none-with-data)$/,
    why: 'the connection ends after it',
  },
  {
    cases: /^body\/\w+\/te-empty$/,
    why: 'the parser of Node 24 does not take it',
    ...(isNode24 && { status: 400 }),
  },
  { cases: /^size\/over\/\w+(-\w+)*-unfinished$/, why: 'Node waits for the end of the line', status: 0 },
  { cases: /^size\/over\/request-line-connection-close$/, why: 'a close that was asked for is confirmed' },
  { cases: /^accept\/500-http10-keep-alive$/, why: 'what is closed is not called kept alive' },
  { cases: /^te\/te-and-cl-http10$/, why: againstSmuggling, status: 400 },
];
