/** A form in which something can be answered. */
export interface Offer<Form extends string> {
  readonly form: Form;
  /** As in `text/plain`. */
  readonly mediaType: string;
  /** Its `version` parameter; a range that names another does not mean this form. */
  readonly version: string;
}

interface MediaRange {
  readonly mediaType: string;
  readonly version: string | undefined;
  readonly quality: number;
}

/** How much a caller wants a form; lists compare from the left. */
type Wish = readonly [quality: number, specificity: number, earliness: number];

/**
 * Chooses the form that an Accept header wants most: by the quality of the most specific range that fits it
 * (RFC 9110, 12.5.1), then by how specific that range is, then by its place. The first offer wins ties, and stands
 * in where nothing fits: a form that was not asked for helps more than 406.
 */
export function preferredForm<Form extends string>(
  accept: string | undefined,
  offers: readonly [Offer<Form>, ...Offer<Form>[]],
): Form {
  const ranges = (accept ?? '*/*').split(',').map(readRange);
  let [best] = offers;
  for (const offer of offers) {
    if (compare(wishFor(offer, ranges), wishFor(best, ranges)) > 0) best = offer;
  }
  return best.form;
}

function readRange(text: string): MediaRange {
  const [mediaType = '', ...parts] = text.split(';').map((part) => part.trim().toLowerCase());
  const parameters = new Map(
    parts.map((part) => [part.replace(/=.*/, ''), part.replace(/^[^=]*="?|"$/g, '')]),
  );
  const quality = parameters.get('q') ?? '1';
  return {
    mediaType,
    version: parameters.get('version'),
    // A quality that is none counts as no wish at all.
    quality: /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(quality) ? Number(quality) : 0,
  };
}

function wishFor(offer: Offer<string>, ranges: readonly MediaRange[]): Wish {
  const fitting = ranges
    .map((range, index) => ({ range, specificity: specificityOf(range, offer), index }))
    .filter(({ specificity }) => specificity > 0)
    .sort((a, b) => b.specificity - a.specificity);
  const [first] = fitting;
  if (first === undefined || first.range.quality === 0) return [0, 0, 0];
  return [first.range.quality, first.specificity, -first.index];
}

/** 0 when the range does not mean the offer. */
function specificityOf({ mediaType, version }: MediaRange, offer: Offer<string>): number {
  if (mediaType === '*/*') return 1;
  if (mediaType === `${offer.mediaType.split('/', 1)[0]}/*`) return 2;
  if (mediaType !== offer.mediaType) return 0;
  if (version === undefined) return 3;
  return version === offer.version ? 4 : 0;
}

function compare(a: Wish, b: Wish): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
