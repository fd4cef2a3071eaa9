import { paintOf } from '../drawing/paint-of.ts';
import type { Painter } from '../painter.ts';

/** The colour and pattern of a backend as a little square; an empty one for a backend that answered nothing. */
export function swatch<M>({ html, svg, slotOf }: Painter<M>, backend: string | null): M {
  if (backend === null)
    return html`<svg class="swatch" width="12" height="12" aria-hidden="true"><rect class="hollow" x="1" y="1" width="10" height="10" rx="2"></rect></svg>`;
  const { tone, weave } = paintOf(slotOf(backend));
  const woven =
    weave === 0 ? null : svg`<rect width="12" height="12" rx="3" fill="url(#weave-${weave})"></rect>`;
  return html`<svg class="swatch" width="12" height="12" aria-hidden="true"><rect class="tone-${tone}" width="12" height="12" rx="3"></rect>${woven}</svg>`;
}

/** What the patterns look like; stands once in a document. */
export function weaves<M>({ html }: Painter<M>): M {
  return html`<svg class="weaves" width="0" height="0" aria-hidden="true"><defs>
<pattern id="weave-1" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="thread" width="2" height="5"></rect></pattern>
<pattern id="weave-2" width="6" height="6" patternUnits="userSpaceOnUse"><circle class="thread" cx="3" cy="3" r="1.5"></circle></pattern>
<pattern id="weave-3" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="thread" width="5" height="2"></rect></pattern>
</defs></svg>`;
}
