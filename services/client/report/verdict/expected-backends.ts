import { addressesOfOneFamily, isSameAddress } from '../run/address.ts';
import type { ExpectedBackends } from '../schema/judgement.ts';
import { silentAddresses } from '../tally/silent-backends.ts';

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
  /** The addresses that answers named. */
  readonly heard: readonly string[];
}

/** Decides how many backends should share the calls, from the best source there is. */
export function expectedBackends(sources: BackendSources): ExpectedBackends {
  const { listed, listedBefore, configured, targetAddresses, seen, heard } = sources;
  const hasChanged = haveChanged(listedBefore, listed);
  const note = listed?.problem ?? null;
  if (isNameOfService(listed, heard)) {
    const warning = `hello.report.backends.host has one address, ${listed?.addresses[0]}, and no answer came from it: a headless name has those of all backends.`;
    return { count: seen, from: 'observation', addresses: [], hasChanged, note: warning };
  }
  const known = fromList(listed) ?? fromConfiguration(configured) ?? fromTarget(targetAddresses);
  if (known === undefined) return { count: seen, from: 'observation', addresses: [], hasChanged, note };
  const { addresses, from } = known;
  const silent = silentAddresses(addresses, heard);
  const areHeard = addresses.some((address) => heard.some((one) => isSameAddress(address, one)));
  // Who answered and who did not: an address that is listed may be silent while another answers that is not.
  const count = areHeard ? seen + silent.length : known.count;
  if (seen <= count && count <= known.count) return { ...known, count, hasChanged, note };
  const most = Math.max(seen, count);
  const more = `${seen} backends answered, but ${known.count} ${known.count === 1 ? 'was' : 'were'} known by ${from}; ${most} is taken.`;
  return { ...known, count: most, hasChanged, note: note === null ? more : `${note} ${more}` };
}

/** What could not be looked up did not change, as far as one can tell. */
function haveChanged(before: ListedBackends | null, after: ListedBackends | null): boolean {
  if (before === null || after === null || before.problem !== null || after.problem !== null) return false;
  return before.addresses.join() !== after.addresses.join();
}

/** The one address of a Service that is not headless: it is dialled, but answers come from elsewhere. */
function isNameOfService(listed: ListedBackends | null, heard: readonly string[]): boolean {
  const [only, ...others] = listed?.addresses ?? [];
  if (only === undefined || others.length > 0 || heard.length === 0) return false;
  return !heard.some((address) => isSameAddress(only, address));
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
  const different = addressesOfOneFamily(addresses);
  if (different.length < 2) return undefined;
  return { count: different.length, from: 'target', addresses: different };
}
