/** Sums up numbers by a key. */
export function tallyBy<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  countOf: (item: Item) => number,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    sums.set(key, (sums.get(key) ?? 0) + countOf(item));
  }
  return sums;
}
