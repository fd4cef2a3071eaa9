import type { ProxyEndpoint, ProxyInsight } from '../../report/proxy/proxy-schema.ts';
import type { Report } from '../../report/schema/report.ts';
import type { Painter } from '../painter.ts';
import { figures } from './figures.ts';

/** What the proxy beside the client counted, and whether the replies say the same. */
export function proxyView<M>(painter: Painter<M>, { proxy }: Report): M | null {
  if (proxy === null) return null;
  const { html } = painter;
  const signs = { true: '✓ ', false: '✗ ', null: '' };
  return html`<section class="card"><h2>The proxy of this client</h2>
${figures(painter, countersOf(proxy))}
${proxy.agreement === '' ? null : html`<p>${signs[`${proxy.agrees}`]}${proxy.agreement}</p>`}
${proxy.note === null ? null : html`<p class="quiet">${proxy.note}</p>`}
${proxy.endpoints.length === 0 ? null : endpointTable(painter, proxy.endpoints)}</section>`;
}

function countersOf({ requests, connectionsOpened, overflows, retries, ejections }: ProxyInsight) {
  const all = {
    requests,
    'connections opened': connectionsOpened,
    overflows,
    retries,
    ejections,
  };
  return Object.entries(all).flatMap(([name, count]) =>
    count === null ? [] : [{ name, value: String(count) }],
  );
}

/** So many endpoints are listed. */
const mostEndpoints = 50;

function endpointTable<M>({ html }: Painter<M>, endpoints: readonly ProxyEndpoint[]): M {
  const rows = endpoints.slice(0, mostEndpoints);
  return html`<div class="scrolls" role="region" aria-label="Endpoints of the proxy" tabindex="0"><table>
<thead><tr><th scope="col">Endpoint</th><th scope="col">Requests</th><th scope="col">Connections</th><th scope="col">Replies</th><th scope="col">Zone</th><th scope="col">Healthy</th></tr></thead>
<tbody>${rows.map(
    ({ address, requests, connections, replies, zone, healthy }) =>
      html`<tr><th scope="row">${address}</th><td>${requests ?? '–'}</td><td>${connections ?? '–'}</td><td>${replies ?? '–'}</td><td>${zone ?? '–'}</td><td>${healthy ? 'yes' : 'no'}</td></tr>`,
  )}</tbody></table></div>`;
}
