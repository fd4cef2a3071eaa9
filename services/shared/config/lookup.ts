import { expandExpressions, UnresolvedExpression } from './expression.ts';
import type { ConfigSource } from './source.ts';

/** A value as it stands in its source, expressions expanded. */
export interface FoundValue {
  readonly value: string;
  /** Where it stands, in words. */
  readonly origin: string;
  /** That of its source. */
  readonly ordinal: number;
}

/** Finds the winning value of a property. */
export type Lookup = (property: string) => FoundValue | undefined;

/** SmallRye's limit on expressions that lead to expressions; the value itself is the first. */
const maxDepth = 32;

/** Turns expressions off for all values when it is anything but `true` (MicroProfile Config 3.0, 5.4). */
const expressionsKey = 'mp.config.property.expressions.enabled';

/**
 * Looks a property up in all sources. The highest ordinal wins, of equal ones the first source; `%profile.key` beats `key` unless `key` stands in a
 * source of higher ordinal (SmallRye's ProfileConfigSourceInterceptor).
 * The lookup throws a sentence when an expression in the value cannot be expanded.
 */
export function createLookup(sources: readonly ConfigSource[], profiles: readonly string[]): Lookup {
  const byOrdinal = [...sources].sort((a, b) => b.ordinal - a.ordinal);

  function findRaw(property: string): FoundValue | undefined {
    for (const source of byOrdinal) {
      const found = source.get(property);
      if (found !== undefined) return { ...found, ordinal: source.ordinal };
    }
    return undefined;
  }

  function findInProfiles(property: string): FoundValue | undefined {
    for (const profile of profiles) {
      const found = findRaw(`%${profile}.${property}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function findWinner(property: string): FoundValue | undefined {
    const plain = findRaw(property);
    const profiled = findInProfiles(property);
    return profiled === undefined || (plain && plain.ordinal > profiled.ordinal) ? plain : profiled;
  }

  const expands = (findWinner(expressionsKey)?.value ?? 'true').toLowerCase() === 'true';

  function find(property: string, depth: number): FoundValue | undefined {
    if (depth === maxDepth) {
      throw new Error(`SRCFG00025: Recursive expression expansion is too deep for ${property}`);
    }
    const winner = findWinner(property);
    return winner && { ...winner, value: expand(property, winner.value, depth) };
  }

  function expand(property: string, text: string, depth: number): string {
    if (!expands) return text;
    try {
      return expandExpressions(text, (key) => find(key, depth + 1)?.value);
    } catch (error) {
      if (!(error instanceof UnresolvedExpression)) throw error;
      throw new Error(`SRCFG00011: ${error.message} in property ${property}`, { cause: error });
    }
  }

  return (property) => find(property, 1);
}
