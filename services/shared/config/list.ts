/** Splits at commas, but for those behind a backslash, and drops empty parts; as SmallRye's `StringUtil.split`. */
export function splitList(text: string): string[] {
  const parts = text.match(/(?:\\.|[^,\\])+/gs) ?? [];
  return parts.map((part) => part.replace(/\\(.)/gs, '$1'));
}
