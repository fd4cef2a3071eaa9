import Type, { type Static } from 'typebox';
import { text } from './fields.ts';

export const causeSchema = Type.Object({
  id: text('A short name that stays the same, such as `one-connection`.'),
  sentence: text('Why, in plain words.'),
  evidence: Type.Array(Type.String(), { description: 'What was seen that says so.' }),
  remedies: Type.Array(Type.String(), { description: 'What helps.' }),
});

export type Cause = Static<typeof causeSchema>;
