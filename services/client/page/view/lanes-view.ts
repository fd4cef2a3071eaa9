import { numberOf } from '../../report/verdict/wording.ts';
import { columnsOf, fillLanes, lanePath, type Sequence } from '../drawing/lane.ts';
import { paintOf } from '../drawing/paint-of.ts';
import { shortenName } from '../drawing/shorten-name.ts';
import type { Painter } from '../painter.ts';
import { describeSequence, firstStretches } from './describe-sequence.ts';
import { swatch } from './swatch.ts';

/** Who answered each call. */
export interface Lanes {
  /** The backends; the sequence holds their places in this list. */
  readonly names: readonly string[];
  /** The lanes from top to bottom, as places in that list. */
  readonly order: readonly number[];
  readonly sequence: Sequence;
  /** How many calls there will be. */
  readonly calls: number;
}

/** So many lanes are drawn. */
const mostLanes = 40;

/** The calls in their order from left to right, a lane for each backend, so that position says what colour says. */
export function lanesView<M>(painter: Painter<M>, lanes: Lanes): M {
  const { html } = painter;
  const { names, sequence, calls } = lanes;
  const order = lanes.order.slice(0, mostLanes);
  const columns = columnsOf(Math.max(calls, 1));
  const filled = fillLanes(sequence, names.length, columns);
  const failures = fillLanes(
    sequence.map((lane) => (lane === null ? 0 : null)),
    1,
    columns,
  );
  const hasFailures = sequence.includes(null);
  const lane = (label: M, look: string, heights: readonly number[]) =>
    html`<li>${label}<svg class="lane ${look}" viewBox="0 0 ${columns.count} 1" preserveAspectRatio="none" width="100%" height="14" aria-hidden="true"><path d="${lanePath(heights)}"></path></svg></li>`;
  return html`<p>${describeSequence(lanes)}</p>
<ol class="lanes">${order.map((place) => {
    const name = names[place] ?? '';
    const { tone } = paintOf(painter.slotOf(name));
    return lane(
      html`<span class="name">${swatch(painter, name)}${shortenName(name, 28)}</span>`,
      `tone-${tone}`,
      filled[place] ?? [],
    );
  })}${hasFailures ? lane(html`<span class="name"><span class="swatch">✗</span>failed</span>`, 'failing', failures[0] ?? []) : null}</ol>
${names.length > order.length ? html`<p class="quiet">${numberOf(names.length - order.length, 'more backend')} not drawn.</p>` : null}
<div class="axis ends" aria-hidden="true"><span>call 1</span><span>call ${calls}</span></div>
<p class="unseen">${firstStretches(lanes)}</p>`;
}
