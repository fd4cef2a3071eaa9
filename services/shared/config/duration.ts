const plainSeconds = /^[+-]?\d+$/;
const iso8601 =
  /^(?<sign>[-+]?)P(?:(?<days>[-+]?\d+)D)?(?:T(?:(?<hours>[-+]?\d+)H)?(?:(?<minutes>[-+]?\d+)M)?(?:(?<seconds>[-+]?\d+(?:[.,]\d{0,9})?)S)?)?$/i;

/**
 * Reads a duration as Quarkus does: digits are seconds, `10s`, `5m`, `1h30m`, `0.5s` stand for ISO 8601 without `PT`,
 * everything else is ISO 8601 as in `java.time.Duration.parse`. `500ms` and `1d` are what later versions added.
 * @returns milliseconds, undefined when the text is no duration
 */
export function parseDurationMs(text: string): number | undefined {
  if (plainSeconds.test(text)) return Number(text) * 1000;
  const milliseconds = /^([+-]?\d+)ms$/i.exec(text);
  if (milliseconds) return Number(milliseconds[1]);
  if (/^[+-]?\d+d$/i.test(text)) return parseIso8601Ms(`P${text}`);
  return parseIso8601Ms(/^[+-]?\d/.test(text) ? `PT${text}` : text);
}

function parseIso8601Ms(text: string): number | undefined {
  const parts = iso8601.exec(text)?.groups;
  if (parts === undefined || /T$|^[-+]?P$/i.test(text)) return undefined;
  const seconds = amount(parts.days) * 86_400 + amount(parts.hours) * 3600 + amount(parts.minutes) * 60;
  const total = seconds * 1000 + Math.round(amount(parts.seconds) * 1000);
  return parts.sign === '-' ? -total : total;
}

function amount(text: string | undefined): number {
  return text === undefined ? 0 : Number(text.replace(',', '.'));
}
