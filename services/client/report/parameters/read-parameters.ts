import { closest, distance } from 'fastest-levenshtein';
import { cleanText } from '../run/answerer.ts';
import { type GivenParameters, type Parameter, ParameterError, type ValuesOf } from './parameter.ts';

/**
 * Turns what was given into values.
 * @param problemsBefore what was wrong before, to be told with all the rest
 * @throws ParameterError naming every parameter that is unknown, repeated, malformed or out of bounds
 */
export function readParameters<P extends Readonly<Record<string, Parameter<unknown>>>>(
  declared: P,
  given: GivenParameters,
  problemsBefore: readonly string[] = [],
): ValuesOf<P> {
  const parameters: [string, Parameter<unknown>][] = Object.entries(declared);
  const names = parameters.map(([, { name }]) => name);
  const unknownNames = [...given.keys()].filter((name) => !names.includes(name));
  const problems = [...problemsBefore, ...unknownNames.map((name) => unknown(name, names))];
  const entries = parameters.map(([key, parameter]) => {
    const value = readParameter(parameter, given.get(parameter.name) ?? []);
    if ('problem' in value) problems.push(value.problem);
    return [key, 'problem' in value ? undefined : value.value] as const;
  });
  if (problems.length > 0) throw new ParameterError(problems);
  return Object.fromEntries(entries) as ValuesOf<P>;
}

function readParameter(
  { name, converter, usual }: Parameter<unknown>,
  values: readonly string[],
): { readonly value: unknown } | { readonly problem: string } {
  if (values.length > 1) return { problem: `${name} is given ${values.length} times; once is enough.` };
  const [text = usual] = values;
  if (text === undefined) return { value: undefined };
  const converted = converter.convert(text);
  if (converted === undefined) return { problem: `${name} is empty; it must be ${converter.rule}.` };
  if (converted !== 'refused') return converted;
  return { problem: `${name} is "${cleanText(text) ?? ''}"; it must be ${converter.rule}.` };
}

function unknown(name: string, names: readonly string[]): string {
  const near = closest(name.slice(0, 100), names);
  const hint =
    distance(name.slice(0, 100), near) <= 2 ? `; did you mean ${near}?` : `; there are ${names.join(', ')}.`;
  return `"${cleanText(name) ?? ''}" is no parameter${hint}`;
}
