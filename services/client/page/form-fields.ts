import type { Parameter } from '../report/parameters/parameter.ts';
import { html, type Markup, textPainter } from './markup.ts';
import { withCode } from './view/with-code.ts';

/** What a form was filled with before; a parameter that is missing has its usual value. */
export type Filled = ReadonlyMap<string, readonly string[]>;

/** A parameter as a field of the form: a choice where there are only a few, else a text with suggestions. */
export function renderField(parameter: Parameter<unknown>, filled: Filled): Markup {
  const { name, usual = '', choices } = parameter;
  const value = filled.get(name)?.[0] ?? usual;
  return html`<div class="field is-${name}"><label for="run-${name}">${name}</label>
${choices === undefined ? textField(parameter, value) : choiceField(parameter, choices, value)}</div>`;
}

/** What a parameter means and takes; the field refers to it. */
export function renderHint({ name, about, choices, converter }: Parameter<unknown>): Markup {
  const hint = choices === undefined ? `${about} ${capitalized(converter.rule)}.` : about;
  return html`<div><dt>${name}</dt><dd id="run-${name}-hint">${withCode(textPainter(''), hint)}</dd></div>`;
}

function textField({ name, usual = '', suggestions = [] }: Parameter<unknown>, value: string): Markup {
  const list = suggestions.length === 0 ? null : html` list="run-${name}-list"`;
  return html`<input id="run-${name}" name="${name}" value="${value}" data-usual="${usual}" aria-describedby="run-${name}-hint" autocomplete="off" autocapitalize="none" spellcheck="false"${list}>${
    list === null
      ? null
      : html`<datalist id="run-${name}-list">${suggestions.map((text) => html`<option value="${text}"></option>`)}</datalist>`
  }`;
}

function choiceField(
  { name, usual = '' }: Parameter<unknown>,
  choices: readonly string[],
  value: string,
): Markup {
  // Leaving an optional parameter out is a choice, too.
  const all = usual === '' ? ['', ...choices] : choices;
  return html`<select id="run-${name}" name="${name}" data-usual="${usual}" aria-describedby="run-${name}-hint">${all.map(
    (choice) =>
      html`<option value="${choice}"${choice === value ? html` selected` : null}>${choice || 'automatic'}</option>`,
  )}</select>`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
