import type { Attributes } from '@opentelemetry/api';
import type { ReadHeader } from '../shared/telemetry/tracing.ts';

/** So much of what somebody else sent is kept. */
const mostCharacters = 200;

/**
 * Cuts what somebody else sent. A part of a text holds all of it in memory, so the part is copied: thousands of spans
 * may wait for a collector.
 */
export function shorten(text: string, most = mostCharacters): string {
  return text.length > most ? Buffer.from(text.slice(0, most)).toString() : text;
}

/** What a server says of itself, and what it is called in a span. */
const identity = [
  ['hello-pod', 'hello.pod'],
  ['hello-version', 'hello.version'],
  ['hello-node', 'hello.node'],
  ['hello-zone', 'hello.zone'],
  ['hello-address', 'hello.address'],
  ['hello-attempt', 'hello.attempt'],
  ['hello-connection', 'hello.connection'],
] as const;

/** Who answered, which attempt it was, and on which connection. */
export function identityAttributes(header: ReadHeader): Attributes {
  const attributes: Attributes = {};
  for (const [name, attribute] of identity) {
    const value = header(name);
    if (value !== undefined) attributes[attribute] = shorten(value);
  }
  return attributes;
}

/** The id that ties spans to the access logs of proxies, under the name that Envoy gives it in its own spans. */
export function requestIdAttributes(header: ReadHeader): Attributes {
  const id = header('x-request-id');
  return id === undefined ? {} : { 'guid:x-request-id': shorten(id) };
}

/** `host:port`, or a list of them as it is, in the attributes of one side (OpenTelemetry, Attributes, `server.*` and `network.peer.*`). */
export function addressAttributes(side: 'server' | 'network.peer', given: string): Attributes {
  const address = shorten(given);
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^,]+?)):(\d{1,5})$/.exec(address) ?? [];
  if (port === undefined) return address === '' ? {} : { [`${side}.address`]: address };
  return { [`${side}.address`]: bracketed ?? plain ?? '', [`${side}.port`]: Number(port) };
}

/** A call's method and system (OpenTelemetry, RPC spans, release candidate 1.44); `rpc.system` is for older readers. */
export function callAttributes(path: string): Attributes {
  return { 'rpc.system.name': 'grpc', 'rpc.system': 'grpc', 'rpc.method': path.slice(1) };
}
