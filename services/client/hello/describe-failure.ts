import { type ServiceError, status } from '@grpc/grpc-js';

/** What a caller may know of a failure beside its id: the gRPC status and its message; nothing of other errors. */
export function describeFailure(error: Error | ServiceError): string[] {
  if (!('code' in error && 'details' in error)) return [];
  return [`${status[error.code]} ${error.details}`];
}
