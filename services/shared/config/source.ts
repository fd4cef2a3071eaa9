import { environmentNames } from './environment-name.ts';

/** One place that settings come from. */
export interface ConfigSource {
  /** As error messages name it. */
  readonly name: string;
  /** The source with the higher ordinal wins (MicroProfile Config). */
  readonly ordinal: number;
  /** The value of a property, and where exactly it stands; an empty value is a value. */
  get(property: string): { readonly value: string; readonly origin: string } | undefined;
  /** The properties given here by their own names, for finding misspelt ones. */
  readonly properties: readonly string[];
}

type Entries = ReadonlyMap<string, string>;

/** Settings by property name: files, `-D` arguments, what is built in. */
export function propertySource(name: string, ordinal: number, given: Entries): ConfigSource {
  const entries = spreadProfileLists(given);
  return {
    name,
    ordinal: ordinalOf(name, given.get('config_ordinal'), ordinal),
    properties: [...entries.keys()],
    get(property) {
      const value = entries.get(property);
      return value === undefined ? undefined : { value, origin: name };
    },
  };
}

/** Settings by environment name: the environment itself, and `.env`. */
export function environmentSource(name: string, ordinal: number, entries: Entries): ConfigSource {
  const ownOrdinal = entries.get('config_ordinal') ?? entries.get('CONFIG_ORDINAL');
  return {
    name,
    ordinal: ordinalOf(name, ownOrdinal, ordinal),
    properties: [...entries.keys()].filter((key) => key.includes('.')),
    get(property) {
      const found = environmentNames(property).find((candidate) => entries.has(candidate));
      if (found === undefined) return undefined;
      return { value: entries.get(found) ?? '', origin: `${name} ${found}` };
    },
  };
}

/** `%prod,dev.key` stands for both profiles; a line for one profile alone is more specific. */
function spreadProfileLists(entries: Entries): Entries {
  const spread = new Map<string, string>();
  const single = new Map<string, string>();
  for (const [key, value] of entries) {
    const list = /^%([^.]*,[^.]*)\.(.*)$/s.exec(key);
    if (list === null) single.set(key, value);
    else for (const profile of (list[1] ?? '').split(',')) spread.set(`%${profile.trim()}.${list[2]}`, value);
  }
  return new Map([...spread, ...single]);
}

function ordinalOf(name: string, own: string | undefined, usual: number): number {
  if (own === undefined) return usual;
  if (!/^[+-]?\d{1,9}$/.test(own)) {
    throw new Error(`config_ordinal in ${name} is "${own}"; it must be a whole number.`);
  }
  return Number(own);
}
