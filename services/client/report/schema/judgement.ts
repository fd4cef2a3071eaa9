import Type, { type Static } from 'typebox';
import { count, fraction, known, oneOfWords, text } from './fields.ts';

/** Where the number of backends is known from. */
const knownFrom = ['dns', 'configuration', 'target', 'observation'] as const;

export const expectedBackendsSchema = Type.Object(
  {
    count: count('How many backends should share the calls.'),
    from: oneOfWords(
      knownFrom,
      'Whether that is known from the DNS records of `hello.report.backends.host`, from the settings (a list there, or `hello.report.backends.count`), from the addresses that the target has, or merely from who answered.',
    ),
    addresses: Type.Array(Type.String(), { description: 'Their addresses, where they are known.' }),
    hasChanged: Type.Boolean({ description: 'Whether these addresses changed while the run went on.' }),
    note: known(text('What went wrong in finding out.')),
  },
  { description: 'The backends that should share the calls.' },
);

export const statisticsSchema = Type.Object(
  {
    unit: oneOfWords(
      ['call', 'connection'],
      'What was distributed independently: calls; or connections, when calls keep to one.',
    ),
    units: count('How many of them there were.'),
    test: known(oneOfWords(['exact multinomial', 'chi-square'], 'The goodness-of-fit test.')),
    pValue: known(
      fraction('How likely a spread as expected would look this uneven or more by chance alone.'),
    ),
    alpha: fraction('A p-value below this is taken as proof of an uneven spread.'),
    needed: known(count('How many of them show every backend with probability 1 − alpha.')),
    power: known(
      fraction('How likely this run would have noticed a backend with twice the share of the others.'),
    ),
    neededForPower: known(count('How many notice it with 99 %.')),
  },
  { description: 'What the verdict rests on.' },
);

export const expectationSchema = Type.Object(
  {
    asked: text('As it was given: `balanced`, `pinned`, `weights:l1=90,l2=10` or `any`.'),
    isMet: Type.Boolean({ description: 'Whether the run is as expected.' }),
  },
  { description: 'What the caller expected.' },
);

export type ExpectedBackends = Static<typeof expectedBackendsSchema>;
export type Statistics = Static<typeof statisticsSchema>;
