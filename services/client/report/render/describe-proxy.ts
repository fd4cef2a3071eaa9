import type { ProxyInsight } from '../proxy/proxy-schema.ts';
import { numberOf } from '../verdict/wording.ts';

/** What the proxy beside the client counted, in one line. */
export function describeProxy(proxy: ProxyInsight): string {
  const { connectionsOpened, requests, overflows, retries, ejections, tlsErrors, agreement, note } = proxy;
  const counted = [
    counter(requests, 'request'),
    counter(connectionsOpened, 'upstream connection'),
    counter(overflows, 'overflow'),
    retries === null ? null : numberOf(retries, 'retry', 'retries'),
    counter(ejections, 'ejection'),
    tlsErrors ? numberOf(tlsErrors, 'TLS error') : null,
  ].filter((text) => text !== null);
  return [`${counted.join(', ')}.`, agreement, note ?? ''].join(' ').trim();
}

function counter(count: number | null, thing: string): string | null {
  return count === null ? null : numberOf(count, thing);
}
