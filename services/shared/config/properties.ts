import { Properties } from 'properties-file/parser';

const byteOrderMark = '\uFEFF';

/**
 * Reads the text of a `.properties` file by the rules of `java.util.Properties.load(Reader)`.
 * @throws Error with Java's own words when a `\u` escape is malformed
 */
export function parseProperties(text: string): Map<string, string> {
  const parsed = withoutUnicodeSurprise(() => new Properties(keepByteOrderMark(text)));
  return new Map(parsed.getProperties().map(({ key, value }) => [key, value]));
}

/** Java keeps a byte order mark as part of the first key, where the library drops it. */
function keepByteOrderMark(text: string): string {
  return text.startsWith(byteOrderMark) ? `\\uFEFF${text.slice(1)}` : text;
}

function withoutUnicodeSurprise<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new Error('Malformed \\uxxxx encoding.', { cause });
  }
}
