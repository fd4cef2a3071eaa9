import { escapeHtml } from '../../shared/http/escape-html.ts';
import type { Painter } from './painter.ts';
import { createSlots } from './slots.ts';

/** Text that is safe to stand in a document: only a template can make it. */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static readonly from = (strings: TemplateStringsArray, ...values: unknown[]): Markup =>
    new Markup(strings.reduce((before, string, index) => before + textOf(values[index - 1]) + string));

  toString(): string {
    return this.#text;
  }
}

/** Everything is escaped that no template made. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).join('');
  return value instanceof Markup ? value.toString() : escapeHtml(String(value));
}

/** Markup for documents that the server sends. */
export const html = Markup.from;

/** Paints views as text. @param backends in the order in which they get their colours */
export function textPainter(root: string, backends: readonly string[] = []): Painter<Markup> {
  return { html, svg: html, root, slotOf: createSlots(backends) };
}
