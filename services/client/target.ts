/** A target that nothing can be dialled by. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

/** Schemes of whole targets, as grpc-js knows them; `host:port` has none. */
const targetScheme = /^(?:dns|ipv4|ipv6|unix|unix-abstract):/;

/** A name or an address that can stand before a port: no blanks, no port of its own, IPv6 only in brackets. */
const plainHost = /^(?:\[[0-9A-Fa-f:.%]+\]|[^\s:/?#@[\]]+)$/;

/**
 * Makes what a channel dials of host and port. A host with a scheme is taken as it is; a `dns` target gets the port
 * when it has none.
 * @throws TargetError in the original's words for a host that cannot be dialled
 */
export function createTarget(host: string, port: number): string {
  if (targetScheme.test(host)) return needsPort(host) ? `${host}:${port}` : host;
  if (!plainHost.test(host)) throw new TargetError(`Invalid host or port: ${host} ${port}`);
  return `${host}:${port}`;
}

/** `dns:name`, `dns:///name` and `dns://server/name`, without `:port` behind them. */
function needsPort(target: string): boolean {
  const [, name] = /^dns:(?:\/\/[^/]*\/)?(.+)$/.exec(target) ?? [];
  return name !== undefined && plainHost.test(name);
}
