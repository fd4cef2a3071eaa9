/**
 * The names under which a property is looked for in the environment, in order: as it is, with every character
 * that is no ASCII letter or digit replaced by `_`, and that in upper case (MicroProfile Config 3.0, 5.3.1).
 * A closing quotation mark at the very end counts twice, as in SmallRye's `StringUtil`.
 */
export function environmentNames(property: string): readonly string[] {
  const closing = property.endsWith('"') ? '_' : '';
  const replaced = property.replace(/[^A-Za-z0-9]/g, '_') + closing;
  return [property, replaced, replaced.toUpperCase()];
}
