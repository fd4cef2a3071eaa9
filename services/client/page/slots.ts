/** Gives each name a number, in the order in which they come, and remembers it. */
export function createSlots(names: Iterable<string> = []): (name: string) => number {
  const slots = new Map<string, number>();
  function slotOf(name: string): number {
    const slot = slots.get(name) ?? slots.size;
    slots.set(name, slot);
    return slot;
  }
  for (const name of names) slotOf(name);
  return slotOf;
}
