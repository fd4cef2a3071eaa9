/** A name that fits a narrow place: its beginning, and more of its end, by which pods differ. */
export function shortenName(name: string, most: number): string {
  const characters = [...name];
  if (characters.length <= most) return name;
  const head = Math.floor((most - 1) / 3);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (most - 1 - head)).join('')}`;
}
