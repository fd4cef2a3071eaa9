/** What an Accept header means for an endpoint that can only answer `text/plain`. */
export type Negotiation =
  | 'acceptable'
  | 'not-acceptable'
  /** RESTEasy Reactive finds out only after the endpoint has done its work. */
  | 'not-acceptable-after-all'
  /** Not even a media type; the original answers 500. */
  | 'malformed';

/** Characters that RESTEasy allows in neither half of a media type. */
const forbidden = /[/\\?:<>;()@,[\]=]/;

/**
 * Decides as RESTEasy Reactive 3.0 does: media ranges are tried in order up to the first that fits `text/plain`,
 * whatever its `q`; one that cannot be read before that is an error.
 * @param headers the values of all Accept headers, in order; none means that everything is accepted
 */
export function negotiateTextPlain(headers: readonly string[]): Negotiation {
  if (headers.length === 0) return 'acceptable';
  const ranges = headers.flatMap(rangesOf).map((range) => matchRange(range.trim()));
  const first = ranges.find((range) => range !== 'not-acceptable') ?? 'not-acceptable';
  const onlyLater = first === 'not-acceptable-after-all' && ranges.includes('acceptable');
  return onlyLater ? 'acceptable' : first;
}

/** Splits at every comma, quoted or not; a single character after the last comma is overlooked. */
function rangesOf(header: string): string[] {
  const ranges: string[] = [];
  let begin = 0;
  do {
    const comma = header.indexOf(',', begin);
    ranges.push(comma < 0 ? header.slice(begin) : header.slice(begin, comma));
    if (comma < 0) break;
    begin = comma + 1;
  } while (begin < header.length - 1);
  return ranges;
}

function matchRange(range: string): Negotiation {
  const [mediaType = ''] = range.split(';', 1);
  if (mediaType === '*') return 'not-acceptable-after-all';
  const slash = mediaType.indexOf('/');
  const type = mediaType.slice(0, slash).toLowerCase();
  const subtype = mediaType.slice(slash + 1).toLowerCase();
  if (slash < 1 || subtype === '' || forbidden.test(type) || forbidden.test(subtype)) return 'malformed';
  if (type === '*' && subtype === 'plain') return 'not-acceptable-after-all';
  const fits = (type === '*' || type === 'text') && (subtype === '*' || subtype === 'plain');
  return fits && !(type === '*' && subtype !== '*') ? 'acceptable' : 'not-acceptable';
}
