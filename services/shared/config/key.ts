import type { Converter } from './converter.ts';

/** One setting, declared once: its type, check, error text and documentation row all come from here. */
export interface Key<T> {
  /** The property's name. */
  readonly name: string;
  /** Another spelling that counts when the name itself is not given. */
  readonly alias?: string;
  readonly converter: Converter<unknown>;
  readonly need: Need;
  /** One sentence for the documentation. */
  readonly about: string;
  /** Never present; carries the type. */
  readonly type?: T;
}

/** What holds when no source has the key. */
type Need = { readonly kind: 'required' | 'optional' } | DefaultNeed;

interface DefaultNeed {
  readonly kind: 'default';
  readonly text: string;
  /** Whether an empty value counts as not given; otherwise it is refused, as an empty value of a mapped key is. */
  readonly alsoIfEmpty?: boolean;
}

/** The settings of a service by the names that the code uses. */
export type Keys = Readonly<Record<string, Key<unknown>>>;

/** The values that belong to declared keys. */
export type ConfigOf<K extends Keys> = {
  readonly [Name in keyof K]: K[Name] extends Key<infer T> ? T : never;
};

/** A key without which nothing starts. */
export function required<T>(name: string, converter: Converter<T>, about: string): Key<T> {
  return { name, converter, about, need: { kind: 'required' } };
}

/** A key that may be left out. */
export function optional<T>(name: string, converter: Converter<T>, about: string): Key<T | undefined> {
  return { name, converter, about, need: { kind: 'optional' } };
}

/** A key with a default, given as one would write it in a file. */
export function withDefault<T>(name: string, converter: Converter<T>, text: string, about: string): Key<T> {
  return { name, converter, about, need: { kind: 'default', text } };
}

/** A key with a default that an empty value stands for too, as for the original's optional keys. */
export function withDefaultIfEmpty<T>(
  name: string,
  converter: Converter<T>,
  text: string,
  about: string,
): Key<T> {
  return { name, converter, about, need: { kind: 'default', text, alsoIfEmpty: true } };
}
