/**
 * Text as it may stand in a line or a table cell of GitHub's Markdown: no markup, no HTML, no new line, nobody
 * mentioned.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*[\]<>|~&!#$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/@/g, '@\u200B')
    .replace(/\b(https?|ftp):\/\//gi, '$1:\u200B//')
    .replace(/\bwww\./gi, '$&\u200B');
}

/** Text as code, exactly as it is; in a table cell a bar needs a backslash even there. */
export function markdownCode(text: string): string {
  const line = oneLine(text).replaceAll('|', '\\|');
  const longest = (line.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0);
  const fence = '`'.repeat(longest + 1);
  return longest === 0 && line !== '' ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** Whatever ends a line, or steers a terminal, is a blank. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}
