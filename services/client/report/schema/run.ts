import Type, { type Static } from 'typebox';
import { count, known, milliseconds, oneOfWords, text } from './fields.ts';

/** How long a channel lives. */
export const channelModes = ['fresh', 'shared', 'per-call'] as const;
export type ChannelMode = (typeof channelModes)[number];

/** How a channel spreads calls over the addresses of its target. */
export const policies = ['pick_first', 'round_robin'] as const;
export type Policy = (typeof policies)[number];

/** What is dialled: the name that the service is configured with, or the addresses behind it. */
export const dials = ['service', 'backends'] as const;
export type Dial = (typeof dials)[number];

/** Why a run ended. */
const endings = ['complete', 'gave up', 'time limit'] as const;

export const runSchema = Type.Object(
  {
    startedAt: text('When the run began, as in RFC 3339.'),
    durationMs: milliseconds('How long all calls took together.'),
    target: text('What the channel dialled.'),
    method: text('The method that was called, as on the wire.'),
    dial: oneOfWords(
      dials,
      'Whether that is the configured name of the service or the addresses of its backends.',
    ),
    channel: oneOfWords(channelModes, 'One channel for the run, one kept over runs, or one for each call.'),
    policy: oneOfWords(policies, 'How the channel spreads calls over the addresses of its target.'),
    concurrency: count('How many calls were in flight at once, at most.'),
    name: text('The name in each call; its number follows.'),
    requests: count('How many calls were wanted.'),
    isAuto: Type.Boolean({
      description: 'Whether that number was chosen by the run itself (`requests=auto`).',
    }),
    made: count('How many calls were begun.'),
    answered: count('How many calls were answered.'),
    failed: count('How many calls failed.'),
    ending: oneOfWords(endings, 'Whether all calls were made, or why the run ended before.'),
    note: known(text('What else must be known about the number of calls.')),
  },
  { description: 'What was done.' },
);

export type RunFacts = Static<typeof runSchema>;
