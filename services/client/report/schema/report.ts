import Type, { type Static } from 'typebox';
import { proxyInsightSchema } from '../proxy/proxy-schema.ts';
import { causeSchema } from './cause.ts';
import { channelSchema } from './channel.ts';
import { count, known, oneOfWords, text } from './fields.ts';
import { expectationSchema, expectedBackendsSchema, statisticsSchema } from './judgement.ts';
import { runSchema } from './run.ts';
import { tallySchema } from './tally.ts';
import { verdicts } from './verdicts.ts';

/** What a run returns. Every form of the report, and its JSON Schema, come from this declaration. */
export const reportSchema = Type.Object(
  {
    verdict: oneOfWords(verdicts, 'The answer in one word.'),
    headline: text('The answer in one sentence.'),
    strength: known(text('How much the verdict proves, or what a sound one needs.')),
    cause: causeSchema,
    otherCauses: Type.Array(causeSchema, {
      description: 'What else the evidence says, the weightier first.',
    }),
    expectation: known(expectationSchema),
    run: runSchema,
    expectedBackends: expectedBackendsSchema,
    statistics: statisticsSchema,
    ...tallySchema.properties,
    channel: channelSchema,
    proxy: known(proxyInsightSchema),
    sequence: known(
      Type.Array(known(count('The place of the backend in `backends`; null for a call that failed.')), {
        description: 'Who answered each call, in the order of the calls (`calls=true`).',
      }),
    ),
  },
  {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'grpc-hello report',
    description: 'Who answered the gRPC calls of a run, whether that is balanced, and why not.',
  },
);

export type Report = Static<typeof reportSchema>;
