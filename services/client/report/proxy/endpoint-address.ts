import { property, textOf } from './json.ts';

/** The address of an endpoint as the proxy tells it: `ip:port`; for others than TCP, what there is. */
export function endpointAddress(address: unknown): string | undefined {
  const socket = property(address, 'socket_address');
  const host = textOf(socket, 'address');
  if (host !== undefined) {
    const port = property(socket, 'port_value') ?? 0;
    return Number.isInteger(port) ? `${host.includes(':') ? `[${host}]` : host}:${port}` : undefined;
  }
  // In an ambient mesh the proxy dials a listener of its own and names the real endpoint beside it.
  const inner = textOf(property(address, 'envoy_internal_address'), 'endpoint_id');
  return inner ?? textOf(property(address, 'pipe'), 'path');
}

/** The address without its port and brackets, IPv4 in IPv6 as IPv4: what the replies of one machine have in common. */
export function ipOf(address: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\](?::\d+)?|([^:]*):\d+)$/.exec(address) ?? [];
  return (bracketed ?? plain ?? address).toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
}
