import {
  type ServerDuplexStream,
  type ServiceDefinition,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { reflectionV1, reflectionV1alpha } from '../shared/proto/generated/descriptors.ts';
import { loadPackage, serviceOf } from '../shared/proto/load-service.ts';
import type { ReflectionIndex } from './reflection-index.ts';

/** A question: the field of `message_request` that is set, and its value. */
interface Question {
  readonly message_request?: string;
  readonly file_containing_extension?: Extension;
  readonly [field: string]: unknown;
}

interface Extension {
  readonly containing_type?: string;
  readonly extension_number?: number;
}

/** Both versions of server reflection (https://github.com/grpc/grpc/blob/master/doc/server-reflection.md). */
export function createReflectionServices(index: ReflectionIndex) {
  return [
    { descriptor: reflectionV1, name: 'grpc.reflection.v1.ServerReflection' },
    { descriptor: reflectionV1alpha, name: 'grpc.reflection.v1alpha.ServerReflection' },
  ].map(
    ({
      descriptor,
      name,
    }): { definition: ServiceDefinition; implementation: UntypedServiceImplementation } => ({
      definition: serviceOf(loadPackage(descriptor, { defaults: false }), name),
      implementation: {
        ServerReflectionInfo: (call: ServerDuplexStream<Question, object>) => {
          call.on('data', (question: Question) => {
            const reply = { ...validHost(question), original_request: question, ...answer(question, index) };
            if (call.write(reply)) return;
            // Who asks without reading is asked to wait.
            call.pause();
            call.once('drain', () => call.resume());
          });
          call.on('end', () => call.end());
          call.on('error', () => call.end());
        },
      },
    }),
  );
}

function validHost({ host }: Question): object {
  return host === '' || host === undefined ? {} : { valid_host: host };
}

function answer(question: Question, index: ReflectionIndex): object {
  const asked = question.message_request;
  const name = String(question[asked ?? '']);
  if (asked === 'list_services') return { list_services_response: { service: index.services.map(named) } };
  if (asked === 'file_by_filename') return fileAnswer(index.file(name), `File not found (${name})`);
  if (asked === 'file_containing_symbol')
    return fileAnswer(index.fileOfSymbol(name), `Symbol not found (${name})`);
  if (asked === 'all_extension_numbers_of_type')
    return { all_extension_numbers_response: { base_type_name: name } };
  if (asked === 'file_containing_extension') return extensionNotFound(question.file_containing_extension);
  return failure(status.UNIMPLEMENTED, 'not implemented MESSAGEREQUEST_NOT_SET');
}

/** proto3 has no extensions, so there is never one. */
function extensionNotFound({ containing_type = '', extension_number = 0 }: Extension = {}): object {
  return failure(status.NOT_FOUND, `Extension not found (${containing_type}, ${extension_number})`);
}

function fileAnswer(file: Buffer | undefined, notFound: string): object {
  if (file === undefined) return failure(status.NOT_FOUND, notFound);
  return { file_descriptor_response: { file_descriptor_proto: [file] } };
}

function failure(code: number, message: string): object {
  return { error_response: { error_code: code, error_message: message } };
}

function named(name: string): object {
  return { name };
}
