import { splitList } from './list.ts';
import type { ConfigSource } from './source.ts';

/** The raw lookup that profiles are found with, before any profile is known. */
type Find = (property: string) => string | undefined;

/**
 * The active profiles, strongest first. `quarkus.profile` may be a list, of which the last one wins, or empty for none;
 * each is followed by the weaker ones that `quarkus.config.profile.parent` names. Without the setting, `prod` is active,
 * as in the original's image.
 */
export function activeProfiles(sources: readonly ConfigSource[]): readonly string[] {
  const find = plainFinder(sources);
  const named = find('quarkus.profile') ?? find('smallrye.config.profile') ?? 'prod';
  return [...new Set(strongestFirst(named).flatMap((profile) => withParents(profile, find, [])))];
}

function withParents(profile: string, find: Find, children: readonly string[]): readonly string[] {
  if (children.includes(profile)) return [];
  const parents = strongestFirst(parentOf(profile, find));
  return [profile, ...parents.flatMap((parent) => withParents(parent, find, [...children, profile]))];
}

function parentOf(profile: string, find: Find): string {
  const keys = ['quarkus.config.profile.parent', 'smallrye.config.profile.parent'];
  return keys.flatMap((key) => find(`%${profile}.${key}`) ?? find(key) ?? []).at(0) ?? '';
}

function plainFinder(sources: readonly ConfigSource[]): Find {
  const byOrdinal = [...sources].sort((a, b) => b.ordinal - a.ordinal);
  return (property) => byOrdinal.flatMap((source) => source.get(property)?.value ?? []).at(0);
}

function strongestFirst(list: string): string[] {
  const profiles = splitList(list).map((part) => part.trim());
  return profiles.filter((profile) => profile !== '').reverse();
}
