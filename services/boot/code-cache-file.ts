import { crc32 } from 'node:zlib';

/** A bundle begins with this, its digest and a line's end, so that a cache can name the bundle it was made of. */
export const digestMark = '//build=';
const digestLength = 64;

/** Behind the digest: how many bytes follow, and their checksum, each in 32 bits. */
const headerBytes = digestLength + 8;

/**
 * Puts compiled code into the form in which it stands beside its bundle.
 * @param source the bundle
 */
export function packCodeCache(source: string, code: Buffer): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write(digestOf(source), 'latin1');
  header.writeUInt32LE(code.length, digestLength);
  header.writeUInt32LE(crc32(code), digestLength + 4);
  return Buffer.concat([header, code]);
}

/**
 * Takes it out again, or says in a sentence why not. V8 itself compares no more than the version, its flags and the
 * length of the source, and would run what a damaged file or one of another bundle holds.
 */
export function unpackCodeCache(source: string, file: Buffer): Buffer | string {
  if (file.length < headerBytes) return 'The file is too short.';
  if (file.toString('latin1', 0, digestLength) !== digestOf(source)) return 'It was made of another bundle.';
  const code = file.subarray(headerBytes);
  const isWhole = code.length === file.readUInt32LE(digestLength);
  return isWhole && crc32(code) === file.readUInt32LE(digestLength + 4) ? code : 'The file is damaged.';
}

function digestOf(source: string): string {
  return source.startsWith(digestMark)
    ? source.slice(digestMark.length, digestMark.length + digestLength)
    : '';
}
