import type { Painter } from '../painter.ts';

/** A sentence of this project, in which code stands in backticks. */
export function withCode<M>({ html }: Painter<M>, text: string): (M | string)[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
