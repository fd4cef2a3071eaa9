/** One log line as the formatter needs it. */
export interface LogEvent {
  readonly timeMs: number;
  readonly level: string;
  readonly category: string;
  readonly message: string;
  /** The stack of an error, where the line tells of one. */
  readonly stack?: string | undefined;
}

/**
 * Writes a line in the original's console format, `%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c{3.}] (%t) %s%e%n`:
 * local time, the category's parts cut to three letters but for the last. The thread is always `main`.
 */
export function formatForConsole({ timeMs, level, category, message, stack }: LogEvent): string {
  const error = stack === undefined ? '' : `: ${stack}`;
  return `${localTime(new Date(timeMs))} ${level.padEnd(5)} [${shorten(category)}] (main) ${escapeControls(message)}${error}\n`;
}

/** A name that a caller chose must not be able to forge a line. */
function escapeControls(message: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out.
  return message.replace(/[\u0000-\u001F\u007F-\u009F]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function localTime(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day} ${time},${String(date.getMilliseconds()).padStart(3, '0')}`;
}

function shorten(category: string): string {
  const parts = category.split('.');
  return parts.map((part, index) => (index === parts.length - 1 ? part : part.slice(0, 3))).join('.');
}
