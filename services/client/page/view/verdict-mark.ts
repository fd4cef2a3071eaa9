import type { Verdict } from '../../report/schema/verdicts.ts';
import type { Painter } from '../painter.ts';

/** Three backends as bars, by how high they are: what each verdict looks like. */
const heights: Readonly<Record<Verdict, readonly [number, number, number]>> = {
  BALANCED: [22, 22, 22],
  PINNED: [30, 5, 5],
  UNEVEN: [28, 18, 7],
  UNDECIDED: [22, 22, 22],
  FAILED: [22, 22, 22],
};

/** A verdict as a picture, so that its colour is not its only sign. */
export function verdictMark<M>({ html, svg }: Painter<M>, verdict: Verdict, size = 40): M {
  const bars = heights[verdict].map(
    (height, index) =>
      svg`<rect class="${verdict === 'UNDECIDED' ? 'guessed' : 'known'}" x="${5 + index * 11}" y="${36 - height}" width="8" height="${height}" rx="1.5"></rect>`,
  );
  const cross = verdict === 'FAILED' ? svg`<path class="cross" d="M6 8l28 28M34 8L6 36"></path>` : null;
  return html`<svg class="mark" viewBox="0 0 40 40" width="${size}" height="${size}" aria-hidden="true">${bars}${cross}</svg>`;
}
