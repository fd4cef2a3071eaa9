import { parseDurationMs } from './duration.ts';
import { javaInt, parseJavaInteger } from './java-integer.ts';

/** Turns the text of a setting into its value. */
export interface Converter<T> {
  /** What is accepted, as the rest of a sentence: "… must be `rule`". Documentation and errors use it. */
  readonly rule: string;
  /** @returns undefined for a text that counts as "not given" */
  convert(text: string): Converted<T> | undefined;
}

/** A value, or the word that the text was not acceptable. */
type Converted<T> = { readonly value: T } | 'refused';

/** Any text that is not empty, taken as it is; half a surrogate pair has no UTF-8, and Java writes `?` for it. */
export const text: Converter<string> = {
  rule: 'any text that is not empty',
  convert: (given) => (given === '' ? undefined : { value: given.replace(/\p{Surrogate}/gu, '?') }),
};

/** Text that can stand in a metadata value (gRPC over HTTP/2, `ASCII-Value`). */
export const asciiText: Converter<string> = {
  rule: 'printable ASCII text',
  convert: (given) => (given === '' ? undefined : /^[ -~]+$/.test(given) ? { value: given } : 'refused'),
};

/** An address of the web, without credentials. */
export const httpUrl: Converter<string> = trimming('a URL such as `http://127.0.0.1:15000`', (given) => {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isAccepted = url !== undefined && url.protocol === 'http:' && url.username + url.password === '';
  return isAccepted ? { value: given } : 'refused';
});

/** A whole number in the bounds; as in Java, signs and the digits of any script are read. */
export function integer({ min = javaInt.min, max = javaInt.max } = {}): Converter<number> {
  return trimming(`a whole number from ${min} to ${max}`, (given) => {
    const number = parseJavaInteger(given);
    return number === undefined || number < min || number > max ? 'refused' : { value: number };
  });
}

/** A TCP port; 0 lets the system choose. */
export const port = integer({ min: 0, max: 65_535 });

const yes = new Set(['true', '1', 'yes', 'y', 'on', 'ja', 'j', 'si', 'sim', 'oui']);

/** As in SmallRye Config: a few words are true, every other text is false. */
export const boolean: Converter<boolean> = trimming('`true` or `false`', (given) => ({
  value: yes.has(given.toLowerCase()),
}));

/** The longest time a Node timer can wait. */
const longestMs = javaInt.max;

/** A time in milliseconds. */
export const durationMs: Converter<number> = trimming(
  'a duration up to 24 days, such as `10s`, `1h30m`, `500ms`, `PT10S`; digits alone are seconds',
  (given) => {
    const duration = parseDurationMs(given);
    return duration === undefined || duration < 0 || duration > longestMs ? 'refused' : { value: duration };
  },
);

const unitBytes: Readonly<Record<string, number>> = { '': 1, B: 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** A size in bytes, as Quarkus' MemorySize. */
export const memorySizeBytes: Converter<number> = trimming(
  'a size in bytes, with K, M or G behind it if wanted',
  (given) => {
    const [, digits, unit = ''] = /^(\d{1,9})([BKMG]?)$/i.exec(given) ?? [];
    if (digits === undefined) return 'refused';
    return { value: Number(digits) * (unitBytes[unit.toUpperCase()] ?? 1) };
  },
);

/** One of a few words; case, `_` and `-` do not matter, as for Quarkus' enums. */
export function oneOf<const Word extends string>(words: readonly Word[]): Converter<Word> {
  const normal = (word: string) => word.toLowerCase().replaceAll('_', '-');
  return trimming(`one of ${words.join(', ')}`, (given) => {
    const found = words.find((word) => normal(word) === normal(given));
    return found === undefined ? 'refused' : { value: found };
  });
}

/** Blanks around do not matter; blank means "not given". */
function trimming<T>(rule: string, convert: (given: string) => Converted<T>): Converter<T> {
  return {
    rule,
    convert(given) {
      const trimmed = trimAsJava(given);
      return trimmed === '' ? undefined : convert(trimmed);
    },
  };
}

/** `String.trim()` takes away what is not above U+0020, and nothing else. */
function trimAsJava(given: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what Java trims.
  return given.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');
}
