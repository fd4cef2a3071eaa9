import { closest, distance } from 'fastest-levenshtein';
import type { ConfigSource } from './source.ts';

/** A key of the original that this project reads but has no use for, and the reason. */
export interface MeaninglessKey {
  /** The name; `*` stands for one part of it. */
  readonly name: string;
  readonly reason: string;
}

/** What is known about keys beyond the sources. */
export interface KeyKnowledge {
  /** The names that this service reads. */
  readonly known: readonly string[];
  /** Beginnings of names that another service of the same file reads. */
  readonly others: readonly string[];
  readonly meaningless: readonly MeaninglessKey[];
  /** The active profiles; keys of others are nobody's business yet. */
  readonly profiles: readonly string[];
}

/** One sentence for each key that was given but changes nothing: misspelt `quarkus.*` keys, and meaningless ones. */
export function warnAboutKeys(
  sources: readonly ConfigSource[],
  { known, others, meaningless, profiles }: KeyKnowledge,
): string[] {
  const given = new Map(
    sources.flatMap(({ name, properties }) =>
      properties.flatMap((property) => inProfiles(property, profiles).map((key) => [key, name] as const)),
    ),
  );
  return [...given].flatMap(([key, source]) => {
    if (known.includes(unquoted(key)) || others.some((beginning) => key.startsWith(beginning))) return [];
    const useless = meaningless.find(({ name }) => matches(name, unquoted(key)));
    if (useless)
      return [`${key} (${source}) is a key of the original that has no meaning here: ${useless.reason}.`];
    return key.startsWith('quarkus.') ? [unrecognized(key, source, known)] : [];
  });
}

function unrecognized(key: string, source: string, known: readonly string[]): string {
  const nearest = closest(key, known);
  const hint = distance(key, nearest) <= 5 ? ` Did you mean "${nearest}"?` : '';
  return `Unrecognized configuration key "${key}" was provided (${source}); it will be ignored.${hint}`;
}

/** The key without `%profile.`, unless that profile is not active. */
function inProfiles(property: string, profiles: readonly string[]): string[] {
  const [, profile, key] = /^%([^.]*)\.(.*)$/s.exec(property) ?? [];
  if (profile === undefined || key === undefined) return [property];
  return profiles.includes(profile) ? [key] : [];
}

function unquoted(key: string): string {
  return key.replaceAll('"', '');
}

function matches(pattern: string, key: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.]/g, '\\.'))
    .join('[^.]+');
  return new RegExp(`^${source}$`).test(key);
}
