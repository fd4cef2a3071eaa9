import { toError } from '../errors/to-error.ts';
import { ConfigError } from './config-error.ts';
import type { ConfigOf, Key, Keys } from './key.ts';
import type { FoundValue, Lookup } from './lookup.ts';

/**
 * Turns declared keys into values.
 * @param crossCheck says in sentences what is wrong between settings that are each right
 * @throws ConfigError naming every bad or missing key
 */
export function loadConfig<K extends Keys>(
  keys: K,
  lookup: Lookup,
  crossCheck: (config: ConfigOf<K>) => readonly string[] = () => [],
): ConfigOf<K> {
  const problems: string[] = [];
  const entries = Object.entries(keys).map(([name, key]) => {
    try {
      return [name, readKey(key, lookup)] as const;
    } catch (error) {
      problems.push(toError(error).message);
      return [name, undefined] as const;
    }
  });
  if (problems.length > 0) throw new ConfigError(problems);
  const config = Object.fromEntries(entries) as ConfigOf<K>;
  const conflicts = crossCheck(config);
  if (conflicts.length > 0) throw new ConfigError(conflicts);
  return config;
}

function readKey(key: Key<unknown>, lookup: Lookup): unknown {
  const found = find(key, lookup);
  const { need } = key;
  const isDefaulted = found === undefined || (found.value === '' && 'alsoIfEmpty' in need);
  if (need.kind === 'default' && isDefaulted)
    return convert(key, { value: need.text, origin: 'the built-in default' });
  if (found !== undefined) return convert(key, found);
  if (need.kind === 'optional') return undefined;
  throw new Error(`${key.name} is required, but no source has it; it must be ${key.converter.rule}.`);
}

function find(key: Key<unknown>, lookup: Lookup): FoundValue | undefined {
  try {
    return lookup(key.name) ?? (key.alias === undefined ? undefined : lookup(key.alias));
  } catch (cause) {
    const reason = toError(cause).message;
    throw new Error(`${key.name} cannot be read: ${reason}.`, { cause });
  }
}

function convert(key: Key<unknown>, { value, origin }: Pick<FoundValue, 'value' | 'origin'>): unknown {
  const converted = key.converter.convert(value);
  if (converted === undefined && key.need.kind === 'optional') return undefined;
  if (converted === undefined)
    throw new Error(`${key.name} is empty (${origin}); it must be ${key.converter.rule}.`);
  if (converted !== 'refused') return converted.value;
  throw new Error(`${key.name} is "${value}" (${origin}); it must be ${key.converter.rule}.`);
}
