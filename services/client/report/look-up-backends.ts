import { lookup } from 'node:dns/promises';
import { toError } from '../../shared/errors/to-error.ts';
import { addressesOfOneFamily } from './run/address.ts';
import { splitTarget } from './run/split-target.ts';
import type { ListedBackends } from './verdict/expected-backends.ts';

/** Gives all addresses of a name. */
export type LookUp = (host: string) => Promise<readonly { readonly address: string }[]>;

/** A name server that is silent must not hold a run up. */
const longestMs = 3000;

const lookUpAll: LookUp = (host) => lookup(host, { all: true });

/** Finds the backends of the name in the settings. @returns null when there is none */
export async function lookUpConfigured(
  host: string | undefined,
  lookUp: LookUp = lookUpAll,
): Promise<ListedBackends | null> {
  return host === undefined ? null : lookUpBackends(host, lookUp);
}

/**
 * Finds the backends that a name lists: the records of a DNS name, or the addresses of a target that is a list.
 * @param host such as `grpc-headless.grpc`, `dns:///grpc-headless:9000`, `ipv4:10.0.0.1:9000,10.0.0.2:9000`
 */
export async function lookUpBackends(host: string, lookUp: LookUp): Promise<ListedBackends> {
  const [, list] = /^ipv[46]:(.*)$/.exec(host) ?? [];
  if (list !== undefined) return { from: 'configuration', addresses: addressesIn(list), problem: null };
  const name = nameOf(host);
  const timeLimit = new AbortController();
  try {
    const records = await Promise.race([lookUp(name), rejectLater(longestMs, timeLimit.signal)]);
    const addresses = addressesOfOneFamily(records.map(({ address }) => address)).sort();
    return { from: 'dns', addresses, problem: null };
  } catch (error) {
    const problem = `hello.report.backends.host is "${host}", but ${name} could not be looked up: ${toError(error).message}.`;
    return { from: 'dns', addresses: [], problem };
  } finally {
    timeLimit.abort();
  }
}

function addressesIn(list: string): string[] {
  const addresses = list.split(',').map((address) => address.trim());
  return [...new Set(addresses)].filter((address) => address !== '');
}

/** An IPv6 address has a port behind it only when it is in brackets. */
function nameOf(host: string): string {
  const plain = host.replace(/^dns:(?:\/\/[^/]*\/)?/, '');
  const [, address] = /^\[(.*)\]$/.exec(plain) ?? [];
  return address ?? (/^(?:\[.*\]|[^:]*):\d+$/.test(plain) ? splitTarget(plain).host : plain);
}

function rejectLater(timeoutMs: number, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
