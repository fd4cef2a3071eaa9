import { paintOf } from '../drawing/paint-of.ts';
import { lengthOf } from '../drawing/share-scale.ts';
import type { Painter } from '../painter.ts';
import type { ShareRow } from './share-row.ts';

/** A share as a bar, with its interval and the line of what was expected; the numbers stand beside it. */
export function shareBar<M>({ svg, html, slotOf }: Painter<M>, row: ShareRow, top: number): M {
  const { backend, share, interval, expectedShare } = row;
  const { tone, weave } = backend === null ? { tone: 'plain', weave: 0 } : paintOf(slotOf(backend));
  const width = lengthOf(share, top);
  const [low, high] = [lengthOf(interval.low, top), lengthOf(interval.high, top)];
  const woven =
    weave === 0
      ? null
      : svg`<rect y="6" width="${width}" height="20" rx="3" fill="url(#weave-${weave})"></rect>`;
  const expected =
    expectedShare === null
      ? null
      : svg`<line class="expected" x1="${lengthOf(expectedShare, top)}" x2="${lengthOf(expectedShare, top)}" y1="0" y2="32"></line>`;
  return html`<svg class="bar" width="100%" height="32" aria-hidden="true"><rect class="track" y="6" width="100%" height="20" rx="3"></rect><rect class="grows tone-${tone}" y="6" width="${width}" height="20" rx="3"></rect>${woven}${expected}${[
    'halo',
    'interval',
  ].map(
    (kind) =>
      svg`<g class="${kind}"><line x1="${low}" x2="${high}" y1="16" y2="16"></line><line x1="${low}" x2="${low}" y1="11" y2="21"></line><line x1="${high}" x2="${high}" y1="11" y2="21"></line></g>`,
  )}</svg>`;
}
