import { getProperties } from 'properties-file';

const byteOrderMark = '\uFEFF';

/**
 * Reads the text of a `.properties` file by the rules of `java.util.Properties.load(Reader)`.
 * @throws Error with Java's own words when a `\u` escape is malformed
 */
export function parseProperties(text: string): Map<string, string> {
  return new Map(Object.entries(withoutUnicodeSurprise(() => getProperties(keepByteOrderMark(text)))));
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
