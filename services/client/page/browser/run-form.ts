import { fieldsOf, fillForm, markFields, readForm } from './form-values.ts';
import { LightElement } from './light-element.ts';

/** Asks for a run; `detail` holds its parameters. */
export type RunAsked = CustomEvent<URLSearchParams>;

/**
 * Around the form that the server made: runs here instead of leaving the page, and keeps the address up to date. Links
 * to runs anywhere in the document do the same.
 */
export class RunForm extends LightElement {
  readonly #form = this.querySelector('form');

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('submit', this.#onSubmit);
    this.addEventListener('input', this.#keepAddress);
    document.addEventListener('click', this.#onClick);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('click', this.#onClick);
  }

  /** Shows which fields are wrong, and goes to the first. */
  mark(problems: readonly string[]): void {
    if (this.#form === null) return;
    markFields(this.#form, problems);
    fieldsOf(this.#form)
      .find((field) => field.hasAttribute('aria-invalid'))
      ?.focus();
  }

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    this.#ask();
  };

  readonly #onClick = (event: MouseEvent) => {
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const link = event.target instanceof Element ? event.target.closest('a[data-run]') : null;
    if (!isPlain || !(link instanceof HTMLAnchorElement) || this.#form === null) return;
    event.preventDefault();
    fillForm(this.#form, new URL(link.href).searchParams);
    this.#ask();
  };

  readonly #keepAddress = () => {
    if (this.#form === null) return;
    const query = readForm(this.#form).toString();
    history.replaceState(null, '', query === '' ? location.pathname : `?${query}`);
  };

  #ask(): void {
    if (this.#form === null) return;
    this.#keepAddress();
    markFields(this.#form, []);
    const detail = readForm(this.#form);
    this.dispatchEvent(new CustomEvent('run-asked', { detail, bubbles: true }));
  }
}
