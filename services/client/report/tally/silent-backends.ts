import { isSameAddress } from '../run/address.ts';

/**
 * The addresses of backends that answered no call. When every answer came from elsewhere, as behind a proxy that hides
 * addresses, nothing can be said.
 * @param addresses of all backends, as `ip` or `ip:port`
 * @param heard the addresses that answers named
 */
export function silentAddresses(addresses: readonly string[], heard: readonly string[]): string[] {
  if (heard.length === 0) return [...addresses];
  const silent = addresses.filter((address) => !heard.some((one) => isSameAddress(address, one)));
  return silent.length === addresses.length ? [] : silent;
}
