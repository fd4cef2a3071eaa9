import Type, { type TSchema } from 'typebox';

/** A number of things. */
export const count = (description: string) => Type.Integer({ minimum: 0, description });

/** A time span in milliseconds. */
export const milliseconds = (description: string) => Type.Number({ minimum: 0, description });

/** A part of a whole, from 0 to 1. */
export const fraction = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });

export const text = (description: string) => Type.String({ description });

/** One of a few words. */
export function oneOfWords<const Word extends string>(words: readonly Word[], description: string) {
  return Type.Union(
    words.map((word) => Type.Literal(word)),
    { description },
  ) as unknown as ReturnType<typeof Type.Unsafe<Word>>;
}

/** What is null when it is not known. */
export function known<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}
