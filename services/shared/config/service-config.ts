import { toError } from '../errors/to-error.ts';
import { ConfigError } from './config-error.ts';
import type { ConfigOf, Keys } from './key.ts';
import { loadConfig } from './load-config.ts';
import { createLookup, type Lookup } from './lookup.ts';
import { configKeys, familyKeys, meaninglessKeys } from './meaningless-keys.ts';
import type { ConfigSource } from './source.ts';
import { type ProcessInput, readSources } from './sources.ts';
import { warnAboutKeys } from './unknown-keys.ts';

/** What a service declares about its settings. */
export interface ConfigDeclaration<K extends Keys> {
  readonly keys: K;
  readonly crossCheck: (config: ConfigOf<K>) => readonly string[];
  /** Keys that are there only because a source has them, such as those with a free part in their name. */
  readonly given?: (sources: readonly ConfigSource[]) => Keys;
  /** Beginnings of names that only the other service reads. */
  readonly others: readonly string[];
}

/** A configuration that is ready to use. */
export interface LoadedConfig<K extends Keys> {
  readonly config: ConfigOf<K>;
  readonly warnings: readonly string[];
  readonly profiles: readonly string[];
  readonly sources: readonly ConfigSource[];
  readonly lookup: Lookup;
  /** The mounted files, whose change may be worth another reading. */
  readonly files: readonly string[];
}

/**
 * Reads every source and turns the declared keys into values.
 * @throws ConfigError telling all that is wrong
 */
export function readServiceConfig<K extends Keys>(
  { keys, crossCheck, others, given = () => ({}) }: ConfigDeclaration<K>,
  input: ProcessInput,
): LoadedConfig<K> {
  const { sources, profiles, files } = read(input);
  const lookup = createLookup(sources, profiles);
  const known = [...configKeys, ...Object.values(keys).map(({ name }) => name)];
  return {
    config: loadConfig({ ...given(sources), ...keys }, lookup, crossCheck),
    warnings: warnAboutKeys(sources, {
      known,
      others: [...others, ...familyKeys],
      meaningless: meaninglessKeys,
      profiles,
    }),
    profiles,
    sources,
    lookup,
    files,
  };
}

function read(input: ProcessInput) {
  try {
    return readSources(input);
  } catch (cause) {
    throw new ConfigError([toError(cause).message]);
  }
}
