import type { Converter } from '../../../shared/config/converter.ts';

/** One parameter of a run, declared once for the address bar, the command line, the form and the documents. */
export interface Parameter<T> {
  readonly name: string;
  readonly converter: Converter<T>;
  /** What holds when it is not given, as one would write it; none for one that may be left out. */
  readonly usual?: string;
  /** All that is accepted, where that is a few words. */
  readonly choices?: readonly string[];
  /** What is worth trying, where everything cannot be listed. */
  readonly suggestions?: readonly string[];
  /** One sentence for the documents. */
  readonly about: string;
}

/** The values that belong to declared parameters. */
export type ValuesOf<P extends Readonly<Record<string, Parameter<unknown>>>> = {
  readonly [Name in keyof P]: P[Name] extends Parameter<infer T> ? T : never;
};

/** Parameters as they were given; one that is repeated has several values. */
export type GivenParameters = ReadonlyMap<string, readonly string[]>;

/** Everything that is wrong with given parameters, in sentences. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
