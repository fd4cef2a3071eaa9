/** Whole numbers that fit Java's `int`. */
export const javaInt = { min: -2_147_483_648, max: 2_147_483_647 };

/**
 * Reads what `Integer.valueOf` reads: an optional sign and decimal digits of any script, as far as they stand in
 * the Basic Multilingual Plane (`Character.digit`).
 * @returns undefined when the text is no such number or does not fit an `int`
 */
export function parseJavaInteger(text: string): number | undefined {
  if (!/^[+-]?[\p{Nd}]+$/u.test(text) || /[\u{10000}-\u{10FFFF}]/u.test(text)) return undefined;
  const number = Number(text.replace(/\p{Nd}/gu, digitValue));
  return number >= javaInt.min && number <= javaInt.max ? number : undefined;
}

/** Decimal digits of a script stand in a row from zero to nine (Unicode Standard, 4.6). */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
