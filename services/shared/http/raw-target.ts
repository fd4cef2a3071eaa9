import { lineBegin } from './unparsable.ts';

/**
 * Finds a request whose target has raw bytes above ASCII, which Node's parser refuses and curl sends
 * (`curl …/Jürgen`), and percent-encodes them so that each counts as a Latin-1 letter, as in the original.
 * @param packet the bytes in which the parser stopped
 * @param stoppedAt where in them
 * @returns the request from its first byte on, in ASCII; undefined when it is something else
 */
export function encodeRawTarget(packet: Buffer, stoppedAt: number): Buffer | undefined {
  const begin = lineBegin(packet, stoppedAt);
  const end = packet.indexOf('\r\n', begin);
  if (end < 0) return undefined;
  const line = packet.toString('latin1', begin, end);
  const [, method, target = '', version] = /^([A-Z]+ )(\S+)( HTTP\/1\.[01])$/.exec(line) ?? [];
  if (method === undefined || !/[\xA1-\xFF]/.test(target)) return undefined;
  const encoded = target.includes('%') ? target.replace(/[\x80-\xFF]/g, percentByte) : encodeLetters(target);
  return Buffer.concat([Buffer.from(`${method}${encoded}${version}`, 'latin1'), packet.subarray(end)]);
}

/** A letter becomes the UTF-8 that it would be decoded from. */
function encodeLetters(target: string): string {
  return target.replace(/[\xA1-\xFF]+/g, encodeURIComponent);
}

/** Beside a percent-encoded byte, a raw one counts as a byte of the same UTF-8 text. */
function percentByte(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}
