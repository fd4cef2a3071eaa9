import type { ConfigSource } from './source.ts';

/** The raw lookup that profiles are found with, before any profile is known. */
type Find = (property: string) => string | undefined;

/**
 * The active profiles, strongest first. `quarkus.profile` may be a list, of which the last one wins;
 * `quarkus.config.profile.parent` adds weaker ones. Without any, `prod` is active, as in the original's image.
 */
export function activeProfiles(sources: readonly ConfigSource[]): readonly string[] {
  const find = plainFinder(sources);
  const named = listOf(find('quarkus.profile') || find('smallrye.config.profile') || 'prod');
  const profiles = named.reverse();
  for (const profile of profiles)
    profiles.push(...parentsOf(profile, find).filter((p) => !profiles.includes(p)));
  return profiles;
}

function parentsOf(profile: string, find: Find): readonly string[] {
  const keys = ['quarkus.config.profile.parent', 'smallrye.config.profile.parent'];
  const found = keys.flatMap((key) => find(`%${profile}.${key}`) ?? find(key) ?? []);
  return found.flatMap(listOf).reverse();
}

function plainFinder(sources: readonly ConfigSource[]): Find {
  const byOrdinal = [...sources].sort((a, b) => b.ordinal - a.ordinal);
  return (property) => byOrdinal.flatMap((source) => source.get(property)?.value ?? []).at(0);
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
