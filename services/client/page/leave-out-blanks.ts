import type { GivenParameters } from '../report/parameters/parameter.ts';

/**
 * A form that works without scripts sends what was left empty, too. Only what asks for HTML is read so: in a pipeline
 * an empty `expect=` is a variable that was not set, which must not pass.
 */
export function leaveOutBlanks(given: GivenParameters): GivenParameters {
  if (given.get('format')?.[0] !== 'html') return given;
  return new Map([...given].filter(([, values]) => values.some((value) => value !== '')));
}
