/** An address as backends, name servers and channels write it. */
interface Address {
  readonly ip: string;
  readonly port: string | undefined;
}

/** Reads `ip`, `ip:port`, `[ip]` and `[ip]:port`; an IPv4 address in an IPv6 one is the IPv4 address (RFC 4291). */
function parseAddress(address: string): Address {
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(address) ?? [];
  return { ip: (bracketed ?? plain ?? address).replace(/^::ffff:(?=\d+\.)/i, ''), port };
}

/** Whether two addresses lead to the same place; a port counts only when both name one. */
export function isSameAddress(one: string, other: string): boolean {
  const [left, right] = [parseAddress(one), parseAddress(other)];
  return (
    left.ip === right.ip && (left.port === undefined || right.port === undefined || left.port === right.port)
  );
}

/** Whether it is IPv6. */
function isIpv6(address: string): boolean {
  return parseAddress(address).ip.includes(':');
}

/** Different addresses of one family: a pod may have one of each, and would count twice. The larger family stays. */
export function addressesOfOneFamily(addresses: readonly string[]): string[] {
  const different = [...new Set(addresses)];
  const ipv6 = different.filter(isIpv6);
  const ipv4 = different.filter((address) => !isIpv6(address));
  return ipv6.length > ipv4.length ? ipv6 : ipv4;
}
