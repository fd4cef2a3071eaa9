import type { Report } from '../../report/schema/report.ts';
import type { BackendTally } from '../../report/schema/tally.ts';
import { numberOf } from '../../report/verdict/wording.ts';
import { paintOf } from '../drawing/paint-of.ts';
import { shortenName } from '../drawing/shorten-name.ts';
import type { Painter } from '../painter.ts';
import { inOrder, mostRows } from './share-row.ts';
import { swatch } from './swatch.ts';

/** More connections than these are told, not drawn apart. */
const mostDrawn = 120;

/** Over which connections the calls came: a bar for each backend, cut where another connection begins. */
export function connectionsView<M>(painter: Painter<M>, { backends, channel }: Report): M | null {
  const { html } = painter;
  const known = inOrder(backends)
    .filter(({ connections }) => connections.length > 0)
    .slice(0, mostRows);
  if (known.length === 0 && channel.connections === null) return null;
  const most = known.reduce((highest, { calls }) => Math.max(highest, calls), 1);
  const opened =
    channel.connections === null
      ? null
      : html`<p>This client used ${numberOf(channel.connections, 'connection')}.</p>`;
  return html`<section class="card"><h2>Calls per connection</h2>${opened}
${
  known.length === 0
    ? null
    : html`<ol class="lanes connections">${known.map(
        (backend) =>
          html`<li><span class="name">${swatch(painter, backend.name)}${shortenName(backend.name, 28)}</span>${segments(painter, backend, most)}<span class="note">${describe(backend)}</span></li>`,
      )}</ol>`
}</section>`;
}

function segments<M>({ html, svg, slotOf }: Painter<M>, backend: BackendTally, most: number): M {
  const { name, calls, connections } = backend;
  const { tone } = paintOf(slotOf(name));
  let end = 0;
  const ends = connections.map((connection) => {
    end += connection.calls;
    return end;
  });
  const cuts = connections.length > mostDrawn ? [] : ends.slice(0, -1);
  return html`<svg class="lane tone-${tone}" viewBox="0 0 ${most} 1" preserveAspectRatio="none" width="100%" height="14" aria-hidden="true"><path d="M0 0h${calls}v1H0z"></path>${cuts.map((cut) => svg`<path class="cut" d="M${cut} 0v1"></path>`)}</svg>`;
}

/** `3 connections, 8 to 9 calls each`. */
function describe({ connections }: BackendTally): string {
  const calls = connections.map((connection) => connection.calls);
  const [least, most] = calls.reduce(
    ([low, high], count) => [Math.min(low, count), Math.max(high, count)],
    [Number.POSITIVE_INFINITY, 0],
  );
  const each = least === most ? numberOf(most, 'call') : `${least} to ${numberOf(most, 'call')}`;
  return connections.length === 1
    ? `connection ${connections[0]?.number}: ${each}`
    : `${numberOf(connections.length, 'connection')}, ${each} each`;
}
