import type { Backend } from '../run/answerer.ts';

/**
 * The addresses of backends that answered no call. When an answer came from none of the addresses, as behind a proxy
 * that hides them, nothing can be said.
 * @param addresses of all backends, as `ip` or `ip:port`
 */
export function silentAddresses(addresses: readonly string[], answered: readonly Backend[]): string[] {
  const heard = answered.map(({ address }) => addresses.find((one) => isSameAddress(one, address)));
  if (heard.includes(undefined)) return [];
  return addresses.filter((address) => !heard.includes(address));
}

/** A port counts only when both name one. */
function isSameAddress(one: string, other: string | null): boolean {
  if (other === null) return false;
  if (one === other) return true;
  const [left, right] = [splitPort(one), splitPort(other)];
  return left.host === right.host && (left.port === undefined || right.port === undefined);
}

function splitPort(address: string): { readonly host: string; readonly port: string | undefined } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(address) ?? [];
  return { host: bracketed ?? plain ?? address, port };
}
