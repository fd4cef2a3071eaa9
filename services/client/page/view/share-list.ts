import { numberOf, percent } from '../../report/verdict/wording.ts';
import { topOfAxis } from '../drawing/share-scale.ts';
import { shortenName } from '../drawing/shorten-name.ts';
import type { Painter } from '../painter.ts';
import { shareBar } from './share-bar.ts';
import { mostRows, type ShareRow } from './share-row.ts';
import { swatch } from './swatch.ts';

/** Who answered how much: one row each, on one axis, with a key to what is drawn. */
export function shareList<M>(painter: Painter<M>, rows: readonly ShareRow[]): M {
  const { html } = painter;
  const top = topOfAxis(rows.flatMap(({ interval, expectedShare }) => [interval.high, expectedShare ?? 0]));
  const shown = rows.slice(0, mostRows);
  const hidden = rows.length - shown.length;
  return html`<ol class="shares">${shown.map((row) => shareItem(painter, row, top))}</ol>
${hidden > 0 ? html`<p class="quiet">… and ${numberOf(hidden, 'more backend')}, which the JSON form lists.</p>` : null}
<div class="axis" aria-hidden="true"><span>0</span><span>${percent(top / 2)}</span><span>${percent(top)}</span></div>
${key(painter, [...new Set(rows.map(({ expectedShare }) => expectedShare))])}`;
}

function shareItem<M>(painter: Painter<M>, row: ShareRow, top: number): M {
  const { html } = painter;
  const { name, version, note, calls, share, interval } = row;
  const isPlain = row.backend === null && calls > 0;
  return html`<li class="${calls === 0 ? 'share silent' : 'share'}">
<div class="who">${isPlain ? null : swatch(painter, row.backend)}<span class="name" title="${name}">${shortenName(name, longestName)}</span>${version === null ? null : html` <span class="tag">${version}</span>`}<span class="note">${note}</span></div>
<div class="drawn">${shareBar(painter, row, top)}</div>
<div class="much"><b>${percent(share)}</b> <span class="calls">${numberOf(calls, 'call')}</span><span class="note">${percent(interval.low)} – ${percent(interval.high)}</span></div>
</li>`;
}

/** Longer names have their middle left out; they are whole on hovering and in the other forms. */
const longestName = 40;

function key<M>({ html }: Painter<M>, expectedShares: readonly (number | null)[]): M {
  const [first = null] = expectedShares;
  const text = expectedShares.length > 1 || first === null ? 'expected share' : `expected: ${percent(first)}`;
  const expected =
    first === null
      ? null
      : html`<li><svg width="12" height="16" aria-hidden="true"><line class="expected" x1="6" x2="6" y1="0" y2="16"></line></svg>${text}</li>`;
  return html`<ul class="key"><li><svg width="28" height="16" aria-hidden="true"><g class="interval"><line x1="2" x2="26" y1="8" y2="8"></line><line x1="2" x2="2" y1="3" y2="13"></line><line x1="26" x2="26" y1="3" y2="13"></line></g></svg>95 % interval: where the true share lies</li>${expected}</ul>`;
}
