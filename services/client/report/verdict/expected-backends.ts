import type { ExpectedBackends } from '../schema/judgement.ts';

/** The backends that a name lists. */
export interface ListedBackends {
  readonly from: 'dns' | 'configuration';
  readonly addresses: readonly string[];
  /** Why there are none. */
  readonly problem: string | null;
}

/** What is known about the backends before and after a run. */
export interface BackendSources {
  /** From DNS, or from a list in the settings; null when neither is configured. */
  readonly listed: ListedBackends | null;
  /** The same, before the run. */
  readonly listedBefore: ListedBackends | null;
  /** Their number, where it is configured. */
  readonly configured: number | undefined;
  /** What the channel's target resolved to. */
  readonly targetAddresses: readonly string[];
  /** How many answered. */
  readonly seen: number;
}

/** Decides how many backends should share the calls, from the best source there is. */
export function expectedBackends(sources: BackendSources): ExpectedBackends {
  const { listed, listedBefore, configured, targetAddresses, seen } = sources;
  const hasChanged = haveChanged(listedBefore, listed);
  const note = listed?.problem ?? null;
  const known = fromList(listed) ?? fromConfiguration(configured) ?? fromTarget(targetAddresses);
  if (known === undefined) return { count: seen, from: 'observation', addresses: [], hasChanged, note };
  if (seen <= known.count) return { ...known, hasChanged, note };
  const { count, from } = known;
  const more = `${seen} backends answered, but ${count} ${count === 1 ? 'was' : 'were'} known by ${from}; ${seen} is taken.`;
  return { ...known, count: seen, hasChanged, note: note === null ? more : `${note} ${more}` };
}

/** What could not be looked up did not change, as far as one can tell. */
function haveChanged(before: ListedBackends | null, after: ListedBackends | null): boolean {
  if (before === null || after === null || before.problem !== null || after.problem !== null) return false;
  return before.addresses.join() !== after.addresses.join();
}

type Known = Omit<ExpectedBackends, 'note' | 'hasChanged'> | undefined;

function fromList(listed: ListedBackends | null): Known {
  if (listed === null || listed.addresses.length === 0) return undefined;
  const { from, addresses } = listed;
  return { count: addresses.length, from, addresses: [...addresses] };
}

function fromConfiguration(configured: number | undefined): Known {
  return configured === undefined ? undefined : { count: configured, from: 'configuration', addresses: [] };
}

/** One address may be that of a whole service, so it says nothing. */
function fromTarget(addresses: readonly string[]): Known {
  if (addresses.length < 2) return undefined;
  return { count: addresses.length, from: 'target', addresses: [...addresses] };
}
