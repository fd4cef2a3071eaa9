import { type GivenParameters, ParameterError } from '../parameters/parameter.ts';
import { cleanText } from '../run/answerer.ts';

/**
 * Reads the query of a request target; `+` is a blank, as forms write it.
 * @param url path and query
 * @throws ParameterError for percent-encoding that is no UTF-8
 */
export function readQuery(url: string): GivenParameters {
  const mark = url.indexOf('?');
  const parts =
    mark < 0
      ? []
      : url
          .slice(mark + 1)
          .split('&')
          .filter((part) => part !== '');
  const given = new Map<string, string[]>();
  const problems: string[] = [];
  for (const part of parts) {
    const [name = '', ...value] = part.split('=');
    try {
      const key = decode(name);
      given.set(key, [...(given.get(key) ?? []), decode(value.join('='))]);
    } catch {
      problems.push(`"${cleanText(part) ?? ''}" is not UTF-8 in percent-encoding.`);
    }
  }
  if (problems.length > 0) throw new ParameterError(problems);
  return given;
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
