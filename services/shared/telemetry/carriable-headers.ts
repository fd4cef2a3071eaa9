/**
 * So many bytes of a call's headers may be spent on what ties traces together. A server takes 8 KiB of headers by
 * default (gRPC over HTTP/2 recommends that), and a call must not fail for what its caller sent along.
 */
const mostBytes = 4096;

/** What each header costs beside its name and value (RFC 9113, 6.5.2, `SETTINGS_MAX_HEADER_LIST_SIZE`). */
const overheadBytes = 32;

/**
 * Leaves out what no call can carry: values that are not printable ASCII, and what is too much. The shortest have
 * precedence, so that a long list of baggage does not cost the trace its id.
 */
export function carriableHeaders(
  headers: Iterable<readonly [name: string, value: string]>,
): Record<string, string> {
  let leftBytes = mostBytes;
  const byLength = [...headers].sort(([, a], [, b]) => a.length - b.length);
  const kept = byLength.filter(([name, value]) => {
    if (!/^[ -~]+$/.test(value)) return false;
    leftBytes -= name.length + value.length + overheadBytes;
    return leftBytes >= 0;
  });
  return Object.fromEntries(kept);
}
