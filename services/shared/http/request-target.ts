/** A request target that was understood. */
export interface RequestTarget {
  /** Decoded segments of the path; undefined when the target is none that can name a resource here. */
  readonly segments: readonly string[] | undefined;
  /** What follows the first `?`, undecoded. */
  readonly query: string;
}

/** What `java.net.URI` refuses (RFC 2396 and 2732, Latin-1 letters allowed); a target with these is a bad request. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be refused.
const illegal = /[\u0000-\u0020\u007F-\u00A0"<>\\^`{|}]|^[^?]*[[\]]|%(?![0-9A-Fa-f]{2})|#.*#/;

/**
 * Reads a request target as the original does: Vert.x's path normalization (RFC 3986, 5.2.4, doubled slashes count
 * once), then the segments of RESTEasy Reactive (matrix parameters cut off, percent-decoded as UTF-8).
 * @param target as it came, each byte a Latin-1 letter
 * @returns undefined for a target that is a bad request
 */
export function parseRequestTarget(target: string): RequestTarget | undefined {
  if (illegal.test(target) || target === '//') return undefined;
  const mark = target.indexOf('?');
  const path = withoutAuthority(mark < 0 ? target : target.slice(0, mark));
  const query = mark < 0 ? '' : target.slice(mark + 1);
  if (path === undefined) return undefined;
  return { segments: path.startsWith('/') ? segmentsOf(path) : undefined, query };
}

/** `http://host/path` names the same as `/path`. */
function withoutAuthority(path: string): string | undefined {
  const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/]*)(.*)$/s.exec(path);
  if (absolute === null) return path;
  const [, authority = '', rest = ''] = absolute;
  return /^[\w.~@:%!$&'()*+,;=-]*$/.test(authority) ? rest || '/' : undefined;
}

function segmentsOf(path: string): string[] | undefined {
  const kept: string[] = [];
  for (const segment of path.split('/').filter((part) => part !== '')) {
    const plain = segment.replace(/%2e/gi, '.');
    if (plain === '..') kept.pop();
    else if (plain !== '.') kept.push(segment);
  }
  const withoutMatrix = kept.map((segment) => segment.split(';', 1)[0] ?? '');
  return withoutMatrix.includes('') ? undefined : withoutMatrix.map(percentDecode);
}

/** Bytes become text as in Java's UTF-8 decoder, which turns an encoded surrogate into one U+FFFD. */
function percentDecode(segment: string): string {
  if (!segment.includes('%')) return segment;
  const bytes = segment
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\xED[\xA0-\xBF][\x80-\xBF]/g, '\xEF\xBF\xBD');
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The one spelling of a target, which routes can be written for. */
export function canonicalPath(segments: readonly string[]): string {
  return `/${segments.map(encodeURIComponent).join('/')}`;
}
