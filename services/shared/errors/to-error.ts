/** Anything can be thrown; here it becomes an error, and nowhere else. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error
    ? thrown
    : new Error(`Something that is no error was thrown: ${String(thrown)}`);
}
