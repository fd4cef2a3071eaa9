import type { Converter } from '../config/converter.ts';

/** A comma-separated list of a few words; `none` stands alone. */
export function listOf<const Word extends string>(words: readonly Word[]): Converter<readonly Word[]> {
  return {
    rule: `a comma-separated list of ${words.join(', ')}; none stands alone`,
    convert(given) {
      const parts = splitList(given);
      if (parts.length === 0) return undefined;
      const found = parts.map((part) => words.find((word) => word === part.toLowerCase()));
      const known = found.filter((word) => word !== undefined);
      const isMixed = parts.length > 1 && parts.some((part) => part.toLowerCase() === 'none');
      return known.length < parts.length || isMixed ? 'refused' : { value: [...new Set(known)] };
    },
  };
}

/** As `key=value,key2=value2`, percent-encoded where need be (OpenTelemetry, Resource SDK; W3C Baggage). */
export const keyValues: Converter<Readonly<Record<string, string>>> = {
  rule: 'a list such as `key=value,other=value`, percent-encoded where need be',
  convert(given) {
    const pairs = splitList(given).map(decodePair);
    if (pairs.length === 0) return undefined;
    const good = pairs.filter((pair) => pair !== undefined);
    return good.length < pairs.length ? 'refused' : { value: Object.fromEntries(good) };
  },
};

/** The same for headers: names are tokens, values printable ASCII (RFC 9110, 5.1 and 5.5; gRPC over HTTP/2, `Custom-Metadata`). */
export const headerValues: typeof keyValues = {
  rule: 'a list such as `name=value,other=value` of names and values that a header can have, percent-encoded where need be',
  convert(given) {
    const read = keyValues.convert(given);
    if (read === undefined || read === 'refused') return read;
    const pairs = Object.entries(read.value);
    const isCarriable = pairs.every(([name, value]) => /^[\w.-]+$/.test(name) && /^[ -~]*$/.test(value));
    return isCarriable ? read : 'refused';
  },
};

function splitList(given: string): string[] {
  return given
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function decodePair(pair: string): [string, string] | undefined {
  const [, key = '', value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
  try {
    return key === '' ? undefined : [decodeURIComponent(key.trim()), decodeURIComponent(value.trim())];
  } catch {
    return undefined;
  }
}
