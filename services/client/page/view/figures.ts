import type { Painter } from '../painter.ts';

/** A number and what it is. */
export interface Figure {
  readonly name: string;
  readonly value: string;
}

/** Numbers side by side, large. */
export function figures<M>({ html }: Painter<M>, all: readonly Figure[]): M {
  return html`<dl class="figures">${all.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
