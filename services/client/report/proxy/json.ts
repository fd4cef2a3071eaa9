/** The property of something that came as JSON; undefined where there is none. */
export function property(value: unknown, name: string): unknown {
  const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isThere ? (value as Record<string, unknown>)[name] : undefined;
}

/** The elements of a list that came as JSON; none where there is no list. */
export function elements(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text of a property; undefined when it is none, or one that no proxy would send. */
export function textOf(value: unknown, name: string): string | undefined {
  const text = property(value, name);
  return typeof text === 'string' && /^[^\p{C}\p{Zl}\p{Zp}]{1,500}$/u.test(text) ? text : undefined;
}

/** A counter: Envoy writes some as numbers, some as texts, and leaves out a 0. */
export function counterOf(value: unknown): number | undefined {
  const given = property(value, 'value') ?? 0;
  const count = typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : given;
  return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) : undefined;
}
