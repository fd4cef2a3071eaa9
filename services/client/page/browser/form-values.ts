/** A field of the form that the server made. */
type Field = HTMLInputElement | HTMLSelectElement;

/** The fields that say what a run is like; the hidden ones are for those without scripts. */
export function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.querySelectorAll<Field>('input:not([type=hidden]), select')];
}

/** What is asked for beyond what is usual, so that an address stays short and follows the settings. */
export function readForm(form: HTMLFormElement): URLSearchParams {
  const given = fieldsOf(form).filter(({ value, dataset }) => value.trim() !== '' && value !== dataset.usual);
  return new URLSearchParams(given.map(({ name, value }) => [name, value]));
}

/** Sets every field: to what is asked for, else to what is usual. */
export function fillForm(form: HTMLFormElement, query: URLSearchParams): void {
  for (const field of fieldsOf(form)) field.value = query.get(field.name) ?? field.dataset.usual ?? '';
}

/** Says at each field what is wrong with it; such problems begin with the name of the parameter. */
export function markFields(form: HTMLFormElement, problems: readonly string[]): void {
  for (const field of fieldsOf(form)) {
    const problem = problems.find((one) => one.startsWith(`${field.name} is `));
    const id = `${field.id}-wrong`;
    document.getElementById(id)?.remove();
    field.setAttribute('aria-describedby', problem === undefined ? `${field.id}-hint` : id);
    if (problem === undefined) field.removeAttribute('aria-invalid');
    else {
      field.setAttribute('aria-invalid', 'true');
      const wrong = Object.assign(document.createElement('p'), { id, className: 'wrong' });
      wrong.textContent = problem.replaceAll('`', '');
      field.parentElement?.append(wrong);
      // In a folded part it could not be seen.
      field.closest('details')?.setAttribute('open', '');
    }
  }
}
