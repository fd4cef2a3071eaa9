import { Reader } from 'protobufjs/minimal';
import { toError } from '../errors/to-error.ts';

const nameField = 1;
const lengthDelimited = 2;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What a caller of SayHello sends. */
export interface HelloRequest {
  readonly name: string;
}

/** Stands for bytes that are no HelloRequest: decoding must not throw, see {@link decodeHelloRequest}. */
export interface UnreadableRequest {
  readonly unreadable: string;
}

/**
 * Decodes a HelloRequest as strictly as protobuf-java does: invalid UTF-8 and truncated fields are errors,
 * a `name` of another wire type is an unknown field, the last `name` wins
 * (https://protobuf.dev/programming-guides/encoding/). The generated decoder of protobufjs is laxer in all of these.
 *
 * Bad bytes come back as a value because grpc-js answers a throwing decoder with INTERNAL,
 * where the handler can answer what the original does.
 */
export function decodeHelloRequest(bytes: Uint8Array): HelloRequest | UnreadableRequest {
  try {
    return { name: readName(Reader.create(bytes)) };
  } catch (error) {
    return { unreadable: toError(error).message };
  }
}

function readName(reader: Reader): string {
  let name = '';
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const field = tag >>> 3;
    const wireType = tag & 7;
    if (field === 0) throw new Error('The message has a field with the number 0.');
    if (field === nameField && wireType === lengthDelimited) name = utf8.decode(reader.bytes());
    else reader.skipType(wireType);
  }
  return name;
}
